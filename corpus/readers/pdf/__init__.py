"""Pages as they are printed: where words stand on them says what they are."""
