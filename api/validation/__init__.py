"""Whether a graph is what the ontology says: its SHACL shapes, and SPARQL checks of what shapes cannot see."""
