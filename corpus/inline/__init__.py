"""What stands inside a line: the marks of a dialect, and the words that a reader sees.

A text with its ``Markup`` comes in; words without marks go out, or a mask of the same length. One module a dialect,
each with ``words``, ``masked`` and ``without_targets``; ``wording`` chooses among them.
"""
