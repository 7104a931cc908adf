"""Which statements answer: from ranked candidates to the points of an answer."""
