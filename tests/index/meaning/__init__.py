"""Tests of what units and headings mean."""
