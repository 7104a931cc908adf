"""The tests of index/search/."""
