"""What the dialects of Markdown add to its blocks: rules of the block parser, and the tokens that they give."""
