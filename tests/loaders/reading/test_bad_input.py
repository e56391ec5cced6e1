"""Whatever cannot be read gives one line that says what is wrong and what to do; nothing is raised."""

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from loaders.reading import DEFAULT_OPTIONS, Format, ReadOptions, read_path, read_stream
from ontology.errors import ReadingError
from ontology.facts import Document

SUFFIXES = ["", ".txt", ".md", ".html", ".pdf", ".csv", ".jsonl", ".txt.gz"]
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"\x1f\x8b\x08",
    b"---\ntitle: ",
    b"<html><p>",
    b"date,text\n",
    b'{"text": "',
    b"\xff\xfe",
]


def refusal(content: bytes, name: str, options: ReadOptions = DEFAULT_OPTIONS) -> ReadingError:
    """The error that is all that comes of this content."""
    (outcome,) = read_stream(io.BytesIO(content), name, options)
    assert isinstance(outcome, ReadingError), outcome
    assert outcome.source == name
    assert outcome.advice
    assert "\n" not in str(outcome)
    return outcome


def pdf(password: str | None = None) -> bytes:
    """A PDF of one empty page, as a scanner's without recognized text is."""
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\t\n", "a.txt", "is empty"),
        (b"\xc2\xa0\n\xe2\x80\x8b", "a.txt", "holds no text"),
        (b"", "a.jsonl", "has no rows"),
        (b"date,text\n", "a.csv", "has no rows"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.txt", "is a picture"),
        (b"PK\x03\x04" + bytes(100), "a", "is an archive or an office document"),
        (bytes(range(256)) * 8, "a.txt", "is binary"),
        (b"\xff\xfea\x00b", "a.txt", "is not in one encoding throughout"),
        (b"On Peace\n\nWe want it.", "a.txt", "does not say when it was issued"),
        (b"---\ntitle: a: b\n---\nWords.", "a.md", "The front matter of a.md is no YAML"),
        (b"---\ndate: sometime\n---\nWords.", "a.md", "is dated 'sometime', which is no date"),
        (b"---\ntitle: On Peace\ndate: 2021-05-03\n---\n", "a.md", "holds no text"),
        (b"---\ntitle: On Peace\ndate: 2021-05-03\n---\n# On Peace\n", "a.md", "has a title but no text"),
        (b"%PDF-1.4\nrubbish", "a.pdf", "is a damaged PDF"),
        (pdf(), "a.pdf", "its pages are pictures"),
        (pdf(password="secret"), "a.pdf", "is encrypted"),
        (
            gzip.compress(b"On Peace\n\n3 May 2021\n\nWe want it." * 99, mtime=0)[:-20],
            "a.txt.gz",
            "breaks off or is damaged",
        ),
        (b"\x1f\x8b\x08rubbish", "a.txt.gz", "breaks off or is damaged"),
    ],
)
def test_bad_content_is_refused_with_its_reason(content: bytes, name: str, message: str) -> None:
    assert message in refusal(content, name).message


def test_a_file_over_the_limit_is_refused_without_reading_it_all() -> None:
    class Counted(io.BytesIO):
        given = 0

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            count = super().readinto(buffer)
            self.given += count
            return count

    stream = Counted(b"We want peace. " * 1_000_000)
    (outcome,) = read_stream(stream, "a.txt", ReadOptions(max_bytes=1_000_000))
    assert isinstance(outcome, ReadingError)
    assert "over the limit" in outcome.message
    assert stream.given < 1_200_000


def test_what_a_small_compressed_file_unpacks_to_is_limited_too() -> None:
    bomb = gzip.compress(bytes(b"a" * 10_000_000))
    assert "over the limit" in refusal(bomb, "a.txt.gz", ReadOptions(max_bytes=1_000_000)).message


def test_paths_that_lead_nowhere_say_so(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "gone.txt", "does not exist"),
        (tmp_path / "*.txt", "does not exist"),
        (tmp_path, "has no files that can be read"),
    ):
        (outcome,) = read_path(path)
        assert isinstance(outcome, ReadingError)
        assert message in outcome.message


def test_a_file_that_cannot_be_opened_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").write_text("On Peace\n\n3 May 2021\n\nWe want it.")
    refused, read = read_path(tmp_path)
    assert isinstance(refused, ReadingError)
    assert "cannot be opened" in refused.message
    assert isinstance(read, Document)


@settings(deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from(SUFFIXES), st.booleans())
def test_no_bytes_make_the_reader_raise(start: bytes, rest: bytes, suffix: str, packed: bool) -> None:
    content = gzip.compress(start + rest) if packed else start + rest
    for outcome in read_stream(io.BytesIO(content), f"a{suffix}"):
        assert isinstance(outcome, Document | ReadingError)


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["text", "markdown", "html", "pdf", "csv", "jsonl"]))
def test_no_text_makes_the_reader_raise(text: str, as_format: Format) -> None:
    for outcome in read_stream(io.BytesIO(text.encode()), "a", ReadOptions(format=as_format)):
        assert isinstance(outcome, Document | ReadingError)
