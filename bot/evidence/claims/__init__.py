"""What a statement claims: its clauses, their amounts, what they say of what."""
