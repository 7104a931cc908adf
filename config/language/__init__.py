"""What is known of the two languages: words, patterns, opposites, and what reads them."""
