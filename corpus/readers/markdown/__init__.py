"""Markdown and its dialects: blocks with exact spans in the text as it stands in the file."""
