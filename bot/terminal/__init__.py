"""The terminal: what is typed or piped comes in, lines of a screen or of JSON go out."""
