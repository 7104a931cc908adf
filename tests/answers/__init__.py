"""The tests of answers/."""
