"""XML written as it comes, for formats that are XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from api.networks.network import Value

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no way to write."""
TYPES = {
    "string": "string",
    "integer": "long",
    "double": "double",
    "boolean": "boolean",
    "strings": "string",
}
"""Kinds of columns as GEXF and GraphML both call them."""


class XmlWriter:
    """Elements one after the other, within one another; nothing of them is kept."""

    def __init__(self, output: IO[bytes]) -> None:
        self._events = XMLGenerator(output, "utf-8", short_empty_elements=True)
        self._events.startDocument()

    @contextmanager
    def within(self, name: str, attributes: Mapping[str, Value] | None = None) -> Iterator[None]:
        """An element that is open while the block lasts."""
        self._start(name, attributes)
        yield
        self._events.endElement(name)

    def element(self, name: str, attributes: Mapping[str, Value] | None = None, content: Value = "") -> None:
        """A whole element, with text or without anything in it."""
        self._start(name, attributes)
        if content != "":
            self._events.characters(as_text(content))
        self._events.endElement(name)

    def _start(self, name: str, attributes: Mapping[str, Value] | None) -> None:
        texts = {key: as_text(value) for key, value in attributes.items()} if attributes else {}
        self._events.startElement(name, AttributesImpl(texts))


def as_text(value: Value) -> str:
    """A value as text: several joined by a semicolon, what XML cannot hold left out."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(map(as_text, value))
    return FORBIDDEN.sub("", str(value))
