"""The tests of telegram/."""
