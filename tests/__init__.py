"""The tests, and what they share; a package so that demo and benchmark can use it, too."""
