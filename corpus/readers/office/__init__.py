"""Text documents, slides and sheets, by whichever program they were made."""
