"""Evidence put into words: from points to an answer with numbered citations."""
