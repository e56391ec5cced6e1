"""The SPARQL 1.1 Protocol: what an HTTP request asks. https://www.w3.org/TR/sparql11-protocol/"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import HTTPException
from starlette.requests import Request

from ontology.errors import QuestionError

DIRECT, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
UPDATE = "application/sparql-update"
MOST_BYTES = 1_000_000
ONLY_READ = "Updates are off: here the graph is only read. Load with `rostra load`."
UPDATING = ("update", "using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks. `query` is None where it has none; the graphs are addresses, `format` a short name."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""

    @property
    def names_dataset(self) -> bool:
        """Whether the request itself says which graphs are asked; what the query says doesn't count then."""
        return bool(self.default_graphs or self.named_graphs)


async def read_request(request: Request) -> Asked:
    """What a GET or POST asks.

    Raises QuestionError where parameters don't fit, HTTPException with 413 or 415 for a body that isn't taken.
    """
    parameters = request.query_params.multi_items()
    if request.method == "GET":
        return _asked(parameters)
    media_type, charset = _content_type(request)
    if media_type == UPDATE:
        raise QuestionError(ONLY_READ)
    if media_type not in (DIRECT, FORM):
        raise HTTPException(
            415, f"A query is posted as {DIRECT} or {FORM}, not as {media_type or 'nothing'}."
        )
    if charset != "utf-8":
        raise HTTPException(415, f"A query is posted in UTF-8, not in {charset}.")
    try:
        text = (await _body(request)).decode("utf-8")
        if media_type == DIRECT:
            return _asked([*parameters, ("query", text)])
        form = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text), errors="strict")
    except ValueError as error:
        raise QuestionError(f"The body is no {media_type} in UTF-8: {error}.") from None
    return _asked([*parameters, *form])


def _asked(parameters: list[tuple[str, str]]) -> Asked:
    if any(name in UPDATING for name, _ in parameters):
        raise QuestionError(ONLY_READ)
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) > 1:
        raise QuestionError(f"The request has {len(queries)} queries.", "Ask them one by one.")
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=_values(parameters, "default-graph-uri"),
        named_graphs=_values(parameters, "named-graph-uri"),
        format=next(iter(_values(parameters, "format")), ""),
    )


def _values(parameters: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for key, value in parameters if key == name))


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise HTTPException(413, f"The body is longer than {MOST_BYTES:,} bytes.")
    return bytes(body)


def _content_type(request: Request) -> tuple[str, str]:
    """The media type and the charset of the body, both in small letters; UTF-8 where none is said."""
    media_type, *parameters = request.headers.get("content-type", "").lower().split(";")
    charsets = [part.partition("=")[2] for part in parameters if part.strip().startswith("charset")]
    return media_type.strip(), (charsets[0].strip('" ') if charsets else "utf-8").replace("utf8", "utf-8")
