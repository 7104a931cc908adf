"""Which statements answer. Findings come in, what was found for a question and ranked; out goes the evidence: points
to be quoted, and how they were chosen.
"""
