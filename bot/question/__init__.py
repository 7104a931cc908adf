"""What is asked. A message comes in, with the questions before it; out goes what it is understood as, and of each
question its kind, what it is about, its sides and its terms with what they are worth in an index.
"""
