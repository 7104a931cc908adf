"""The tests of index/storage/."""
