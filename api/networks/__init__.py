"""The graph as a network for other tools: Gephi, Cytoscape, R, pandas, and our own plots."""
