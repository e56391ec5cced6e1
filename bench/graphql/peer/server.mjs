// The peer as its manual sets it up, behind graphql-yoga: node server.mjs SCHEMA_FILE BOLT_URI PORT
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";

const [schemaFile, uri, port] = process.argv.slice(2);
const driver = neo4j.driver(uri, neo4j.auth.basic("neo4j", "none"));
const neoSchema = new Neo4jGraphQL({
  typeDefs: readFileSync(schemaFile, "utf-8"),
  driver,
  features: { filters: { String: { GTE: true } } },
});
const yoga = createYoga({
  schema: await neoSchema.getSchema(),
  context: () => ({ sessionConfig: { database: "neo4j" } }),
  logging: "error",
  graphiql: false,
  landingPage: false,
});
createServer(yoga).listen(Number(port), "127.0.0.1");
