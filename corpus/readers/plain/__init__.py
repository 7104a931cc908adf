"""Plain text: what its lines are, told from the lines themselves."""
