"""What statements say, and how well each fits a question. A question with its terms and the passages found for it
come in; out go the statements as candidates, best first, and what reads any statement by this question.
"""
