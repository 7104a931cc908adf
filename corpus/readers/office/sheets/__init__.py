"""Sheets of Excel."""
