"""Pages of the web, saved or built, and books made of them."""
