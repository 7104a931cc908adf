"""Measuring, fitting and verifying."""
