"""The tests of project/."""
