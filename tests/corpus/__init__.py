"""The tests of corpus/."""
