"""The engines behind Bolt: the embedded one, started as a child process, or a Neo4j that somebody runs."""
