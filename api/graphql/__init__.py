"""GraphQL over the graph: a schema made of the vocabulary, and each selection answered by one Cypher statement."""
