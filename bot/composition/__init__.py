"""Evidence put into words: a question and its evidence come in, an answer with numbered citations goes out.

What an answer looks like in every face is said once, in ``shown``.
"""
