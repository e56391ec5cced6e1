"""What people touch: GraphQL, linked data, exports, health and the command line."""
