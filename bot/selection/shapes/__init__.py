"""Answers with a shape of their own: lists, steps, comparisons, choices, rows of tables."""
