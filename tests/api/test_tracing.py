"""Spans of OpenTelemetry: one for each request, and below it one for each Cypher statement."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from neo4j.exceptions import ClientError
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.app import build_app
from api.settings import Settings
from graph.store import Store

WRITTEN = {"MERGE", "CREATE", "UNWIND", "MATCH"}


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """Where spans go during a test."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr("opentelemetry.trace._TRACER_PROVIDER", provider)
    return exporter


def below(parent: ReadableSpan, span: ReadableSpan, spans: dict[int, ReadableSpan]) -> bool:
    """Whether a span was begun within another."""
    while span.parent:
        span = spans[span.parent.span_id]
        if span is parent:
            return True
    return False


async def test_a_question_is_a_span_with_its_statements_below_it(
    spans: InMemorySpanExporter, store: Store, tmp_path: Path
) -> None:
    app = build_app(Settings(data_dir=tmp_path))
    app.state.store._store = store
    question = '{ one: search(text: "whisper") { score } two: statements { nodes { id } } }'
    spans.clear()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        assert "errors" not in (await client.post("/graphql", json={"query": question})).json()
    finished = {span.context.span_id: span for span in spans.get_finished_spans() if span.context}
    (request,) = (span for span in finished.values() if span.name == "POST /graphql")
    statements = [
        span for span in finished.values() if (span.attributes or {}).get("db.system.name") == "neo4j"
    ]
    assert len(statements) == 2
    for each in statements:
        assert below(request, each, finished)
        assert each.attributes
        assert each.attributes["db.namespace"] == store.address.database
        assert "whisper" not in str(each.attributes["db.query.text"])


async def test_a_statement_that_fails_takes_its_error_down(spans: InMemorySpanExporter, store: Store) -> None:
    spans.clear()
    with pytest.raises(ClientError):
        await store.read("RETURN nothing_of_this_name")
    (span,) = spans.get_finished_spans()
    assert not span.status.is_ok
    assert span.events[0].name == "exception"


async def test_what_is_written_is_traced_statement_by_statement(
    spans: InMemorySpanExporter, store: Store
) -> None:
    spans.clear()
    await store.withdraw("statement/of-nobody")
    operations = [(span.attributes or {}).get("db.operation.name") for span in spans.get_finished_spans()]
    assert len(operations) > 1
    assert set(operations) <= WRITTEN
