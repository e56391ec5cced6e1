"""A graph written to one file, and put back into an empty graph of either engine."""
