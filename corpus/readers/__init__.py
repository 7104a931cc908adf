"""From the bytes of a file to texts with their blocks: one module a format, all behind the seam in ``format``.

What a format needs to tell its lines apart stands beside it; what is made of the blocks, nothing here knows.
"""
