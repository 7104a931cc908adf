"""What statements say, and how well each fits a question: from hits to ranked candidates."""
