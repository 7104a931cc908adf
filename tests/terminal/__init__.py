"""The tests of terminal/."""
