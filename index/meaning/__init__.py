"""What texts mean, as vectors: texts of the same meaning have vectors that are near, whatever words and language they
are in. Documents come in and go out as vectors of their units and headings; a question goes out as how near each is.
"""
