"""What is asked of the graph, as a small tree, and the one Cypher statement that it becomes."""
