"""From a question to a ``Query``, with the documents that it names and the words that it misspells, and from a query to
ranked hits. ``backend`` is the seam: what the stages after it ask of an index, and all that they may ask.
"""
