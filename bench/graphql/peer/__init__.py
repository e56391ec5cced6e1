"""The service that is measured against: `@neo4j/graphql` on Node, with type definitions for the same classes."""
