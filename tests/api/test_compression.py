"""What compresses, told by a file's name or an Accept-Encoding header."""

from __future__ import annotations

import io

import pytest

from api.compression import COMPRESSIONS, accepted, compressed, find_compression, split_name
from ontology.errors import QuestionError
from tests.api.packed import unpacked


@pytest.mark.parametrize(
    ("name", "plain", "way"),
    [
        ("graph.nq.zst", "graph.nq", "zstd"),
        ("graph.ttl.gz", "graph.ttl", "gzip"),
        ("graph.gexf", "graph.gexf", None),
        ("gz", "gz", None),
    ],
)
def test_the_end_of_a_name_tells(name: str, plain: str, way: str | None) -> None:
    assert split_name(name) == (plain, COMPRESSIONS[way] if way else None)


@pytest.mark.parametrize(
    ("header", "way"),
    [
        ("", None),
        ("identity", None),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate", "gzip"),
        ("GZIP;Q=0.8, zstd;q=0.2", "gzip"),
        ("*", "zstd"),
        ("*;q=0, gzip", "gzip"),
        ("gzip;q=nonsense", None),
        ("identity, gzip;q=0.5", None),
    ],
)
def test_a_client_chooses(header: str, way: str | None) -> None:
    assert accepted(header) == (COMPRESSIONS[way] if way else None)


def test_the_same_content_gives_the_same_bytes_and_comes_back() -> None:
    for name in COMPRESSIONS:
        twice = [io.BytesIO(), io.BytesIO()]
        for output in twice:
            with compressed(output, find_compression(name)) as stream:
                stream.write(b"Dovna " * 1_000)
        assert twice[0].getvalue() == twice[1].getvalue()
        assert unpacked(twice[0].getvalue(), name) == b"Dovna " * 1_000


def test_an_unknown_way_is_told_with_those_that_exist() -> None:
    with pytest.raises(QuestionError, match="zstd, gzip"):
        find_compression("rar")
