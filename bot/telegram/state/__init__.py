"""What the bot keeps, in one SQLite file: every call is one transaction, so a kill loses nothing and halves nothing."""
