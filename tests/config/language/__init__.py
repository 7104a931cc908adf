"""The tests of config/language/."""
