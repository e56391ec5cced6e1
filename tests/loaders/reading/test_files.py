"""Single files: plain text, Markdown, web pages, PDF."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from loaders.reading import DEFAULT_OPTIONS, ReadOptions, read_path, read_stream
from ontology.facts import Document

Written = Callable[[str, str | bytes], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes a file of that name and content, and gives its path."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def read_one(path: Path, options: ReadOptions = DEFAULT_OPTIONS) -> Document:
    """The only document of a file."""
    (document,) = read_path(path, options)
    assert isinstance(document, Document), document
    return document


def pdf_with(*pages: list[str]) -> bytes:
    """A PDF with these lines on its pages."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(612, 792)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        content = DecodedStreamObject()
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content.set_data(f"BT /F1 11 Tf 60 720 Td {shown}ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_text_file_gives_title_date_and_paragraphs(written: Written) -> None:
    path = written(
        "a.txt",
        "A Call for Calm\n\nJanuary 27, 2023\n\nWe urge both sides\nto step back.\n\nWe mourn the dead.",
    )
    assert read_one(path) == Document(
        text="A Call for Calm\n\nJanuary 27, 2023\n\nWe urge both sides to step back.\n\nWe mourn the dead.",
        title="A Call for Calm",
        source=str(path),
        issued=date(2023, 1, 27),
    )


def test_the_date_can_stand_in_a_dateline_or_at_the_end(written: Written) -> None:
    dateline = (
        "On Sudan\n\nGENEVA (28 October 2021) – The High Commissioner condemned the coup of 25 October 2021."
    )
    ending = "On Sudan\n\nOn October 25, 2021 the army took power.\n\nWe reject that.\n\nAddis Ababa, 28 October 2021"
    assert read_one(written("a.txt", dateline)).issued == date(2021, 10, 28)
    assert read_one(written("b.txt", ending)).issued == date(2021, 10, 28)


def test_a_date_above_the_title_goes_below_it_and_a_repeated_title_goes(written: Written) -> None:
    text = (
        "Published on 3 May 2021\n\nOn the Truce\n\nON THE TRUCE\n\nWe welcome it, and we ask all to keep it."
    )
    document = read_one(written("a.txt", text))
    assert (
        document.text
        == "On the Truce\n\nPublished on 3 May 2021\n\nWe welcome it, and we ask all to keep it."
    )
    assert document.title == "On the Truce"


def test_an_untitled_text_is_called_by_its_first_words(written: Written) -> None:
    text = "We, the ministers of the region, met today in this city to speak of the war and of peace.\n\n3 May 2021"
    document = read_one(written("a.txt", text))
    assert (
        document.title == "We, the ministers of the region, met today in this city to speak of the war and…"
    )
    assert document.text.startswith(
        "We, the ministers of the region, met today in this city to speak of the war and of"
    )


def test_options_win_over_the_source(written: Written) -> None:
    path = written(
        "a.md", "---\nissuer: Somebody\ndate: 2020-01-01\nlanguage: en\n---\nWe welcome the ceasefire."
    )
    options = ReadOptions(
        issuers=("African Union",), issued=date(2021, 5, 3), url="https://example.org/a", language="fr"
    )
    document = read_one(path, options)
    assert (document.issuers, document.issued) == (("African Union",), date(2021, 5, 3))
    assert (document.url, document.language) == ("https://example.org/a", "fr")


def test_markdown_takes_its_facts_from_the_front_matter(written: Written) -> None:
    path = written(
        "a.md",
        "---\ntitle: 'On Jenin: an appeal'\nissuers: [UN Women, UNICEF]\ndate: 2023-01-27\n"
        "url: https://example.org/jenin\nlanguage: en-GB\n---\n# On Jenin: an appeal\n\nWe are **alarmed**.\n",
    )
    assert read_one(path) == Document(
        text="On Jenin: an appeal\n\nWe are alarmed.",
        title="On Jenin: an appeal",
        source=str(path),
        issuers=("UN Women", "UNICEF"),
        issued=date(2023, 1, 27),
        url="https://example.org/jenin",
        language="en",
    )


def test_a_web_page_is_read_without_its_menus(written: Written) -> None:
    body = (
        "<p>We condemn the attack on worshippers in the strongest terms and mourn with the families.</p>" * 3
    )
    page = f"""<!doctype html><html lang="en"><head><title>On the attack | Peace Now Office</title>
        <meta property="og:site_name" content="Peace Now Office"><meta property="og:title" content="On the attack">
        <meta property="article:published_time" content="2023-01-28T10:00:00+02:00">
        <link rel="canonical" href="https://example.org/attack"></head>
        <body><nav><a href="/">Home</a><a href="/about">About us</a></nav>
        <article><h1>On the attack</h1>{body}</article><footer>All rights reserved</footer></body></html>"""
    document = read_one(written("a.html", page))
    assert document.title == "On the attack"
    assert document.issuers == ("Peace Now Office",)
    assert document.issued == date(2023, 1, 28)
    assert document.url == "https://example.org/attack"
    assert "We condemn the attack on worshippers" in document.text
    assert "About us" not in document.text


def test_a_page_in_another_encoding_is_read_as_it_declares(written: Written) -> None:
    sentence = "Déclaration du ministère à propos de l’agression contre les fidèles réunis à Jérusalem. "
    page = f'<html><head><meta charset="windows-1252"></head><body><p>{sentence * 4}</p><p>3 May 2021</p></body></html>'
    assert "Déclaration du ministère" in read_one(written("a.html", page.encode("cp1252"))).text


def test_a_pdf_is_read_without_page_numbers_and_running_heads(written: Written) -> None:
    pages = [
        [
            "Office of the Envoy",
            "On the Ceasefire",
            "3 May 2021",
            "The envoy welcomes the agreement that was reached",
            "1",
        ],
        ["Office of the Envoy", "between the parties on Sunday and calls on all of them", "2"],
        ["Office of the Envoy", "to respect it in full.", "3"],
    ]
    document = read_one(written("a.pdf", pdf_with(*pages)))
    assert document.title == "On the Ceasefire"
    assert document.issued == date(2021, 5, 3)
    assert document.text.endswith(
        "The envoy welcomes the agreement that was reached between the parties on Sunday and calls on all of them"
        " to respect it in full."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_whatever_encoding_it_comes(written: Written, encoding: str) -> None:
    text = "The Minister’s Visit\n\n3 May 2021\n\nThe café in São Paulo “reopened” – at last, and we’re glad of it."
    assert read_one(written("a.txt", text.encode(encoding))).text == text


def test_folders_patterns_and_standard_input_are_read_in_order(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.txt", "a.txt", "inner/c.md", "README.md", ".hidden.txt", "notes.docx"):
        root = written(name, f"On {name}\n\n3 May 2021\n\nWe are here.").parent
    root = root if (root / "inner").exists() else root.parent
    titles = [document.title for document in read_path(root) if isinstance(document, Document)]
    assert titles == ["On a.txt", "On b.txt", "On inner/c.md"]
    assert len(list(read_path(f"{root}/*.txt"))) == 2

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"On peace\n\n3 May 2021\n\nWe want it.")))
    (document,) = read_path("-")
    assert isinstance(document, Document)
    assert document.source == "standard input"


def test_what_has_no_known_suffix_is_known_by_its_content() -> None:
    front_matter = b"---\ndate: 2021-05-03\n---\nWe want peace."
    json_line = b'{"date": "2021-05-03", "text": "We want peace."}\n'
    table = b"date,text\n2021-05-03,We want peace.\n"
    page = b"<!DOCTYPE html><html><body><p>We want peace.</p><p>3 May 2021</p></body></html>"
    for content in (front_matter, json_line, table, page, pdf_with(["We want peace.", "3 May 2021"])):
        (document,) = read_stream(io.BytesIO(content), "statement")
        assert isinstance(document, Document)
        assert document.issued == date(2021, 5, 3)
        assert "We want peace." in document.text
