"""What is asked: from a message to questions, each with its kind, its sides and its terms."""
