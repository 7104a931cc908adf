"""One question through all stages over one index."""
