"""What stands in the text of a document, whatever its format was.

Blocks come in; blocks without page furniture and with questions before their answers, statements and, of a finished
document, passages go out. What a line begins with, what of a quote is markup and where a sentence ends is known here.
"""
