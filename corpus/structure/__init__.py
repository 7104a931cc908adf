"""From the blocks of a document to its statements and passages, whatever its format was."""
