"""The tests of index/."""
