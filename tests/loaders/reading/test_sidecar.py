"""A statement's metadata beside it: heeded where nothing else says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from loaders.reading import ReadOptions, read_path
from ontology.errors import ReadingError

TEXT = "On the raid\n\n27 January 2023\n\nWe condemn the raid.\n"


def test_a_sidecar_tells_issuer_date_and_address(tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text(TEXT, "utf-8")
    sidecar = '{"issuer": "Harbour Watch", "date": "2023-01-28", "url": "https://harbour.example/1"}'
    (tmp_path / "speech.meta.json").write_text(sidecar, "utf-8")
    (document,) = read_path(tmp_path / "speech.txt")
    assert not isinstance(document, ReadingError)
    assert document.issuers == ("Harbour Watch",)
    assert document.issued == date(2023, 1, 28)
    assert document.url == "https://harbour.example/1"
    (told,) = read_path(tmp_path / "speech.txt", ReadOptions(issuers=("The Senate",)))
    assert not isinstance(told, ReadingError)
    assert told.issuers == ("The Senate",)


def test_a_broken_sidecar_is_told_of_and_the_next_file_read(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    (tmp_path / "first.meta.json").write_text("{", "utf-8")
    first, second = read_path(tmp_path)
    assert isinstance(first, ReadingError)
    assert "first.meta.json" in first.source
    assert not isinstance(second, ReadingError)
