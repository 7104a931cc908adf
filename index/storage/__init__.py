"""From documents to records and postings, and the folder on disk that keeps them."""
