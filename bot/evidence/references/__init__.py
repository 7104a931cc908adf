"""What documents say of other places and of each other: pointers that are followed, editions that replace others."""
