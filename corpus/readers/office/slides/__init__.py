"""Slides of PowerPoint, and the drawings on them."""
