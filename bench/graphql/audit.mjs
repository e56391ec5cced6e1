// The audit of the GraphQL-over-HTTP specification: node audit.mjs http://127.0.0.1:8080/graphql
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2] });
const notOk = results.filter((result) => result.status !== "ok");
for (const result of notOk) console.log(result.status, result.id, result.name, "|", result.reason);
console.log(`${results.length - notOk.length} of ${results.length} ok`);
process.exit(notOk.length ? 1 : 0);
