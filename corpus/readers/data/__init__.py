"""What is kept for programs and read by people: rows, notebooks, settings."""
