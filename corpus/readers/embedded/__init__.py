"""What stands inside a text of another kind: elements of HTML, tables of pipes, drawings, with their places in it."""
