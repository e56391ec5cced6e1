"""Documents read side by side: order is kept, and a poison document harms nobody but itself."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from loaders.extraction.pool import Extract, Readers, extract_all
from ontology.errors import ModelError, ReadingError
from ontology.facts import Document, Extractor, Facts


def make_extract() -> Extract:
    """A reader that fails on one word and dies of another."""

    def extract(document: Document) -> Facts:
        if "poison" in document.text:
            os._exit(9)
        if "undated" in document.text:
            raise ReadingError("No date is told.", "Give --date.", source=document.source)
        if "bug" in document.text:
            raise ZeroDivisionError("division by zero")
        extractor = Extractor("fake", "1", "none")
        return Facts(document, extractor, (), date(2023, 1, 27), (), (), (), (), ())

    return extract


def make_nothing() -> Extract:
    """A reader that cannot be made."""
    raise ModelError("There is no pipeline “x”.", "Install it.")


def documents(*texts: str) -> list[Document]:
    return [Document(text=text, title="", source=f"{place}.txt") for place, text in enumerate(texts)]


def told(outcomes: list[Facts | ReadingError]) -> list[str]:
    return [out.message if isinstance(out, ReadingError) else out.document.text for out in outcomes]


def test_facts_come_in_the_order_of_the_documents() -> None:
    texts = [f"statement {number}" for number in range(40)]
    assert told(list(extract_all(documents(*texts), make_extract, workers=2))) == texts


def test_a_document_that_cannot_be_read_is_told_of_in_its_place() -> None:
    first, second, third = extract_all(documents("one", "undated", "bug"), make_extract, workers=1)
    assert isinstance(first, Facts)
    assert isinstance(second, ReadingError)
    assert (second.message, second.advice, second.source) == ("No date is told.", "Give --date.", "1.txt")
    assert isinstance(third, ReadingError)
    assert "ZeroDivisionError" in third.message


def test_a_document_that_kills_its_worker_is_left_out_and_the_rest_is_read() -> None:
    outcomes = list(extract_all(documents("one", "poison", "three", "four"), make_extract, workers=2))
    assert [isinstance(out, Facts) for out in outcomes] == [True, False, True, True]
    assert "killed" in told(outcomes)[1]


def test_a_reader_that_cannot_be_made_ends_it_all() -> None:
    with pytest.raises(ModelError, match="There is no pipeline"):
        list(extract_all(documents("one", "two"), make_nothing, workers=1))


def test_readers_that_stay_outlive_a_document_that_kills_one_of_them() -> None:
    readers = Readers(make_extract, workers=1)
    try:
        outcomes = [readers.read(document) for document in documents("one", "poison", "undated", "four")]
    finally:
        readers.close()
    assert [isinstance(out, Facts) for out in outcomes] == [True, False, False, True]
    assert "killed" in told(outcomes)[1]


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, sys\n"
        "from tests.loaders.extraction.test_pool import documents, make_waiting\n"
        "from loaders.extraction.pool import extract_all\n"
        "if __name__ == '__main__':\n"
        "    list(extract_all(documents(sys.argv[1]), make_waiting, workers=1))\n",
        "utf-8",
    )
    told = tmp_path / "worker.pid"
    command = [sys.executable, str(script), str(told)]
    root = str(Path(__file__).parents[3])
    parent = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": root})
    worker = int(_waited_for(lambda: told.read_text("utf-8") if told.exists() else ""))
    parent.kill()
    parent.wait()
    assert _waited_for(lambda: "" if Path(f"/proc/{worker}/stat").exists() else "gone") == "gone"


def make_waiting() -> Extract:
    """A reader that tells its process and then takes its time."""

    def extract(document: Document) -> Facts:
        Path(document.text).write_text(str(os.getpid()), "utf-8")
        time.sleep(300)
        raise AssertionError("nobody ended this process")

    return extract


def _waited_for(look: Callable[[], str]) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.1)
    raise TimeoutError("in vain")
