"""Zip archives, and how far reading has come."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from loaders.reading import DEFAULT_OPTIONS, Extent, read_path, read_stream, size_of
from ontology.errors import ReadingError
from ontology.facts import Document

STATEMENT = "On Peace\n\n3 May 2021\n\nWe want it."


def zipped(**files: str) -> io.BytesIO:
    """An archive of these files; `__` in a name stands for a dot."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    packed.seek(0)
    return packed


def test_each_file_of_an_archive_is_read_and_what_is_no_statement_passed_over() -> None:
    row = json.dumps({"title": "On War", "date": "2021-05-04", "text": "We do not want it."})
    packed = zipped(a__txt=STATEMENT, b__jsonl=f"{row}\n", README__md="How to read", c__exe="MZ")
    read = list(read_stream(packed, "all.zip"))
    assert [document.title for document in read if isinstance(document, Document)] == ["On Peace", "On War"]
    assert len(read) == 2


def test_one_bad_file_leaves_the_others_of_its_archive_alone() -> None:
    refused, read = read_stream(zipped(a__txt="", b__txt=STATEMENT), "all.zip")
    assert isinstance(refused, ReadingError)
    assert refused.source == "all.zip/a.txt"
    assert isinstance(read, Document)


@pytest.mark.parametrize(
    ("packed", "message"),
    [
        (io.BytesIO(b"rubbish"), "is no zip archive"),
        (zipped(c__exe="MZ"), "has no files that can be read"),
        (zipped(a__txt="a" * 10_000_000), "is packed too tightly"),
    ],
)
def test_an_archive_that_is_none_or_a_trap_is_refused(packed: io.BytesIO, message: str) -> None:
    (refused,) = read_stream(packed, "all.zip")
    assert isinstance(refused, ReadingError)
    assert message in refused.message


def test_reading_tells_how_far_it_has_come_in_bytes_on_disk(tmp_path: Path) -> None:
    words = [sha256(str(n).encode()).hexdigest() * 9 for n in range(2000)]
    rows = [{"title": "On Peace", "date": "2021-05-03", "text": text} for text in words]
    packed = gzip.compress("\n".join(map(json.dumps, rows)).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    (tmp_path / "b.txt").write_text(STATEMENT)
    extent = Extent(total=size_of([str(tmp_path)]))
    assert extent.total == len(packed) + len(STATEMENT)
    places = [extent.read for _ in read_path(tmp_path, DEFAULT_OPTIONS, extent)]
    assert places == sorted(places)
    assert 0 < places[0] < places[-2] <= len(packed)
    assert (places[-1], extent.share) == (extent.total, 1.0)


def test_nobody_knows_how_long_standard_input_is() -> None:
    assert size_of(["-"]) == 0
    assert Extent().share is None
