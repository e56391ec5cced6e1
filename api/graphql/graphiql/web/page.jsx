// GraphiQL with the questions of the cookbook: the first ten as tabs, all of them in the panel at the left.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import "graphiql/style.css";
import { createClient } from "graphql-sse";
import { createRoot } from "react-dom/client";

import "./page.css";
import { QUESTIONS, QuestionsPlugin } from "./questions.jsx";

const TABS = 10;
const url = window.location.pathname;

globalThis.MonacoEnvironment = {
  getWorker(_, label) {
    const name = ["graphql", "json"].includes(label) ? label : "editor";
    return new Worker(new URL(`./${name}.worker.js`, import.meta.url), { type: "module" });
  },
};

// The toolkit asks for a client of web sockets, but uses of it only what a client of server-sent events has too.
function fetcher(asked, options) {
  const wsClient = createClient({ url, headers: options?.headers });
  return createGraphiQLFetcher({ url, wsClient })(asked, options);
}

createRoot(document.getElementById("page")).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={[HISTORY_PLUGIN, QuestionsPlugin]}
    visiblePlugin={QuestionsPlugin}
    defaultTabs={QUESTIONS.slice(0, TABS).map(({ query }) => ({ query }))}
    defaultEditorToolsVisibility={false}
  >
    <GraphiQL.Logo>Rostra</GraphiQL.Logo>
  </GraphiQL>,
);
