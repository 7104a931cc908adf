"""Answers and documents as messages: records come in, texts with entities and rows of buttons go out."""
