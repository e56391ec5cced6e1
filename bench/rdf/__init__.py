"""How fast the graph goes out as RDF and comes back, and in how much memory."""
