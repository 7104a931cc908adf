"""The tests of index/analysis/."""
