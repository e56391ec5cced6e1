"""Facts become nodes, and questions become one Cypher statement; the engines behind Bolt."""
