"""One module a format: from the text of a file to blocks."""
