"""Options of commands: how they are named, and how listings describe them."""
