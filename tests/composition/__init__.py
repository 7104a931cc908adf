"""The tests of composition/."""
