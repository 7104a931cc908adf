"""One question through all stages over one index. What is understood of a message comes in, an answer with everything
that led to it goes out.
"""
