"""The tests of quality/."""
