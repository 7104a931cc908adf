"""What each command does, a module a command: its arguments come in, results go to stdout, the rest to stderr."""
