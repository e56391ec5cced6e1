"""Cursors: the sort values of a node, so that a page goes on right behind it whatever was loaded meanwhile."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

import orjson

from graph.question.order import Bound, Key, KeyValue
from ontology.errors import QuestionError


def encode(keys: Sequence[Key], values: Sequence[KeyValue]) -> str:
    """The cursor of a node whose sort values these are."""
    return urlsafe_b64encode(orjson.dumps([_signature(keys), *values])).rstrip(b"=").decode()


def decode(cursor: str, keys: Sequence[Key]) -> Bound:
    """The sort values in a cursor.

    Raises QuestionError where it is none, or comes from another order.
    """
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        signature, *values = orjson.loads(raw)
    except (binascii.Error, ValueError, TypeError):
        raise _unfit(cursor) from None
    fits = signature == _signature(keys) and len(values) == len(keys) and isinstance(values[-1], str)
    if not fits or not all(map(_is_key_value, values)):
        raise _unfit(cursor)
    return tuple(values)


def _is_key_value(value: object) -> bool:
    """Whether a sort key can have it; the engines count in 64 bits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return -(2**63) <= value < 2**63
    return isinstance(value, str | float | bool | None)


def _signature(keys: Sequence[Key]) -> str:
    """What orders are told apart by."""
    return ",".join(
        f"{'-' if key.descending else ''}{key.by if isinstance(key.by, str) else f'#{key.by.type}'}"
        for key in keys
    )


def _unfit(cursor: str) -> QuestionError:
    shown = cursor if len(cursor) <= 40 else f"{cursor[:40]}…"
    return QuestionError(
        f"“{shown}” is no cursor of this connection in this order.",
        "Take cursors from `pageInfo` or `edges` of the same field with the same `orderBy`.",
    )
