"""The graph as RDF: triples of each node, formats, and content negotiation."""
