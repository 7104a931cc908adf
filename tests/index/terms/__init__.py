"""The tests of index/terms/."""
