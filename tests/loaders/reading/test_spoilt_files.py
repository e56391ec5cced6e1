"""Files of every format that went wrong in every way: each gives documents or our errors, and nothing is raised.

`make bench NAME=inputs` does the same with far more of them, within bounds of time and memory.
"""

from __future__ import annotations

import io

import pytest

from bench.inputs.files import good_files
from bench.inputs.reading import outcome
from loaders.reading import read_stream
from ontology.errors import ReadingError
from ontology.facts import Document

GOOD = good_files()
TRIED, TOGETHER = 600, 100


@pytest.mark.parametrize("name", sorted(set(GOOD) - {"nested.zip"}))
def test_the_files_are_good_before_they_are_spoilt(name: str) -> None:
    assert all(isinstance(each, Document) for each in read_stream(io.BytesIO(GOOD[name]), name))


@pytest.mark.parametrize("first", range(0, TRIED, TOGETHER))
def test_a_spoilt_file_gives_documents_or_refusals(first: int) -> None:
    found = [outcome(number, GOOD) for number in range(first, first + TOGETHER)]
    assert any(each["documents"] for each in found)
    assert any(each["refusals"] for each in found)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"date,text\n2021-05-03,We want it.\n\xff\xfe,\xc3\x28\nb\nc\nd\n", "1 fields where"),
        ("a.csv", b'"one\ntwo","' + b"x" * 9_000 + b'"\n', "has no column that is known to hold the text"),
        ("a.html", b"<p>a</p><html><frameset><frame></frameset></html>", ""),
    ],
)
def test_what_was_raised_once_is_a_refusal_of_one_line(name: str, content: bytes, message: str) -> None:
    *_, last = read_stream(io.BytesIO(content), name)
    assert isinstance(last, ReadingError)
    assert message in last.message
    assert len(last.message) < 300
    assert "\n" not in last.message


def test_a_line_that_is_one_endless_word_is_read() -> None:
    (found,) = read_stream(
        io.BytesIO(b"On Peace\n\n3 May 2021\n\n" + b"a" * 900_000 + b"\nand so on.\n"), "a.txt"
    )
    assert isinstance(found, Document)
