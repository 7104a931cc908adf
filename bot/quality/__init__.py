"""Measures and improves what the other stages do. Labelled questions and an answerer come in, or an index and the files
it was made from; figures, fitted weights and what no longer holds go out. Nothing here takes part in an answer.
"""
