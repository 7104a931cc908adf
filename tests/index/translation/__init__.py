"""The tests of index/translation/."""
