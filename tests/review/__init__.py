"""The tests of review/."""
