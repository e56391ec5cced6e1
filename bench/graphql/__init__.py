"""How fast questions are answered: `make bench NAME=graphql`, against `@neo4j/graphql` and the bare driver."""
