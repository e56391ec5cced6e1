"""A text, a page or a table becomes Facts; knows nothing of databases."""
