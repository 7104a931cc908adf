"""The tests of pipeline/."""
