"""The tests of corpus/structure/."""
