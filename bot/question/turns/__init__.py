"""A turn of a conversation: a message, what asks in it, and how it takes up what was said before."""
