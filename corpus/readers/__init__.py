"""From the bytes of a file to texts with their blocks: a folder for each family of formats, all behind ``format``.

Text files are quoted as they stand; of others ``extract`` keeps the words, with the page or cell they stand in.
"""
