"""Where documents disagree: what statements say about what is asked, and how they differ."""
