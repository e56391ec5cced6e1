// Prints what graphology reads from a file: node read.mjs FILE
import { readFileSync } from "node:fs";
import Graph from "graphology";

const graph = Graph.from(JSON.parse(readFileSync(process.argv[2], "utf8")));
const nodes = Object.fromEntries(graph.mapNodes((id, attributes) => [id, attributes]));
const edges = graph.mapEdges((key, attributes, source, target) => ({ source, target, ...attributes }));
console.log(JSON.stringify({ type: graph.type, nodes, edges }));
