"""A span of OpenTelemetry for each Cypher statement; nothing at all where nobody listens.

The names are those of OpenTelemetry's conventions for databases. The statement's text holds no values: what people
type travels as parameters, and those are not told.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind

NAME = "rostra.graph"


def traced(cypher: str, database: str | None = None) -> AbstractContextManager[Span]:
    """A span that lasts as long as the block; it takes down the error that ends it."""
    operation = cypher.split(None, 1)[0].upper()
    attributes = {"db.system.name": "neo4j", "db.operation.name": operation, "db.query.text": cypher}
    if database:
        attributes["db.namespace"] = database
    tracer = trace.get_tracer(NAME)  # not kept: who listens may come later
    return tracer.start_as_current_span(
        f"{operation} {database}" if database else operation, kind=SpanKind.CLIENT, attributes=attributes
    )
