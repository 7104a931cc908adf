"""The tests of corpus/readers/."""
