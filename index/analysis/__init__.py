"""From text to tokens, and from tokens to the terms of each field: the same for documents and for questions."""
