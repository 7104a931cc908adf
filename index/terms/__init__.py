"""The words that the documents explain themselves: found when an index is built, looked up when one is asked for."""
