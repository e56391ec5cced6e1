// The questions of the cookbook in docs/graphql.md, and the panel that lists them.
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect } from "react";

import page from "../../../../docs/graphql.md";

const SECTION = /^### (?<title>.+)\n(?<words>[^]*?)^```graphql\n(?<query>[^]*?)^```/gm;

export const QUESTIONS = [...page.split(/^## Cookbook$/m)[1].matchAll(SECTION)].map(({ groups }) => groups);

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <path d="M9 9.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.1-1.5 2.2M12 17.2v.1" strokeLinecap="round" />
    </svg>
  );
}

function Questions() {
  const { addTab, changeTab } = useGraphiQLActions();
  const { tabs, activeTabIndex, queryEditor } = useGraphiQL((state) => state);
  const open = (query) => {
    const place = tabs.findIndex((tab) => tab.query === query);
    if (place >= 0) {
      changeTab(place);
    } else {
      addTab();
      queryEditor.setValue(query);
    }
  };
  useEffect(() => {
    document.querySelector(".graphiql-tab-active")?.scrollIntoView({ inline: "nearest" });
  }, [activeTabIndex]);
  return (
    <section className="questions" aria-label="Questions">
      <h2>Questions</h2>
      <p>Each opens in a tab of its own; put your own actors and days in.</p>
      <ol>
        {QUESTIONS.map(({ title, query }) => (
          <li key={title}>
            <button type="button" className="graphiql-un-styled" onClick={() => open(query)}>
              {title}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

export const QuestionsPlugin = { title: "Questions", icon: Icon, content: Questions };
