"""Tests of what documents say of each other."""
