"""SPARQL 1.1 queries, asked of a read-only snapshot of the graph, in processes that can be ended."""
