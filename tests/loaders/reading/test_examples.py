"""The digests that the demonstration loads."""

from datetime import date
from pathlib import Path

import pytest

from loaders.reading import read_path
from ontology.facts import Document

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def digests() -> list[Document]:
    return [outcome for outcome in read_path(EXAMPLES) if isinstance(outcome, Document)]


def test_every_digest_is_read_with_all_that_its_front_matter_tells(digests: list[Document]) -> None:
    assert len(digests) == len(list(EXAMPLES.glob("2*.md")))
    for digest in digests:
        assert digest.issuers
        assert digest.url
        assert digest.source.split("/")[-1].startswith(str(digest.issued))
        assert digest.text.startswith(f"{digest.title}\n\n")


def test_different_issuers_speak_of_the_same_days(digests: list[Document]) -> None:
    days = [
        digest
        for digest in digests
        if digest.issued and date(2023, 1, 26) <= digest.issued <= date(2023, 1, 30)
    ]
    assert len({digest.issuers for digest in days}) >= 5


def test_no_two_digests_share_an_address_for_it_tells_versions_apart(digests: list[Document]) -> None:
    assert len({digest.url for digest in digests}) == len(digests)
