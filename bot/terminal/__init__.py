"""The commands, and the conversation on a screen."""
