"""From a question to a query, and from a query to ranked passages."""
