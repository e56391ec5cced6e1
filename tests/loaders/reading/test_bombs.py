"""Small files that would become large ones: refused, or read without what they would become."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
import zlib

import pytest

from bench.inputs.files import TEXT, pdf, zipped
from loaders.reading import ReadOptions, read_stream
from ontology.errors import ReadingError
from ontology.facts import Document

LIMIT = 1_000_000
MOST_MEMORY = 200_000_000  # pypdf unpacks 75 MB of one stream, then gives up


def read(content: bytes, name: str) -> list[Document | ReadingError]:
    """What is read, in little memory."""
    tracemalloc.start()
    try:
        found = list(read_stream(io.BytesIO(content), name, ReadOptions(max_bytes=LIMIT)))
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()
    return found


def laughs(levels: int) -> str:
    """Entities of entities of entities: ten to the number of levels in the end."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE html [<!ENTITY e0 "laughter">{entities}]>'


def anchors(levels: int) -> str:
    """The same in YAML."""
    lists = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, levels))
    return f'a0: &a0 "laughter"\n{lists}issuer: *a{levels - 1}\n'


@pytest.mark.parametrize(
    "name", ["raid.txt.gz", "raid.html.gz", "raid.pdf.gz", "raids.jsonl.gz", "raids.csv.gz"]
)
def test_gzip_is_unpacked_up_to_the_limit(name: str) -> None:
    bomb = gzip.compress(b"date,text\n" + b"a" * 50_000_000)
    assert all(isinstance(each, ReadingError) for each in read(bomb, name))


def test_gzip_within_gzip_and_archives_within_archives_are_not_unpacked() -> None:
    inner = gzip.compress(TEXT.encode())
    (refused,) = read(gzip.compress(inner), "raid.txt.gz")
    assert isinstance(refused, ReadingError)
    (refused,) = read(zipped({"inner.zip": zipped({"raid.txt": TEXT.encode()})}), "raids.zip")
    assert isinstance(refused, ReadingError)
    assert "no files that can be read" in refused.message


def test_an_archive_whose_files_lie_upon_one_another_is_refused() -> None:
    packed = zipped({f"raid{n}.txt": b"%d" % n + bytes(range(32, 127)) * 300 for n in range(300)})
    archive = zipfile.ZipFile(io.BytesIO(packed))
    start = archive.start_dir
    directory = bytearray(packed[start:])
    first = archive.infolist()[0].header_offset
    at = directory.find(b"PK\x01\x02")
    while at >= 0:  # every entry points to the first file
        directory[at + 42 : at + 46] = first.to_bytes(4, "little")
        at = directory.find(b"PK\x01\x02", at + 4)
    length = archive.infolist()[1].header_offset
    directory[-6:-2] = length.to_bytes(4, "little")
    (refused, *_) = read(packed[:length] + bytes(directory), "raids.zip")
    assert isinstance(refused, ReadingError)
    assert "packed too tightly" in refused.message


def test_entities_of_a_page_are_not_expanded_nor_files_put_in() -> None:
    body = "<html><body><h1>On Peace</h1><p>3 May 2021</p><p>We want it, now. &e9; &passwd;</p></body></html>"
    for head in (laughs(10), '<!DOCTYPE html [<!ENTITY passwd SYSTEM "file:///etc/passwd">]>'):
        (found,) = read(f"{head}{body}".encode(), "peace.html")
        assert isinstance(found, Document), found
        assert "laughter" not in found.text
        assert "root:" not in found.text


def test_anchors_of_a_front_matter_are_not_multiplied() -> None:
    text = f"---\ntitle: On Peace\ndate: 2021-05-03\n{anchors(10)}---\nWe want it.\n"
    (found,) = read(text.encode(), "a.md")
    assert isinstance(found, Document)
    assert found.issuers == ()


def test_a_pdf_of_a_large_stream_is_refused() -> None:
    good = pdf("words")
    stream = zlib.compress(b" " * 200_000_000)
    start, end = good.index(b"stream\n") + 7, good.index(b"\nendstream")
    (refused,) = read(good[:start] + stream + good[end:], "raid.pdf")
    assert isinstance(refused, ReadingError)
