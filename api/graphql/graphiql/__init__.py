"""GraphiQL: the page on which a browser asks questions."""
