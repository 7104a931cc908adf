"""Answers as messages: text with entities, buttons."""
