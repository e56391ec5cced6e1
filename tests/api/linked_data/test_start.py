"""Where people begin: what the start page shows, and what its search finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from api.app import build_app
from api.settings import Settings
from graph.store import Store
from tests.api.linked_data.test_pages import BROWSER, HOSTILE, client
from tests.graph.samples import harbour_watch, many


async def test_the_start_page_counts_and_lists_the_latest_statements_first(store: Store) -> None:
    await store.write_many(many(4))
    async with client(store) as service:
        page = (await service.get("/")).text
    assert "<strong>4</strong> statements" in page
    assert page.index("2023-03-03") < page.index("2023-03-02")
    assert '<a href="/doc/organization/harbour-watch">Harbour Watch</a>' in page
    assert '<form action="/search"' in page


async def test_programs_get_the_addresses_as_json(store: Store) -> None:
    async with client(store) as service:
        for accept in ("*/*", "application/json", ""):
            answer = await service.get("/", headers={"Accept": accept})
            assert answer.json()["graphql"] == "/graphql"
            assert answer.headers["vary"] == "Accept"


async def test_a_start_page_without_an_engine_or_a_key_says_so(store: Store, tmp_path: Path) -> None:
    app = build_app(Settings(data_dir=tmp_path))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://rostra", headers=BROWSER) as service:
        page = await service.get("/")
    assert (page.status_code, "The engine is starting." in page.text) == (200, True)
    async with client(store, key_for_reading=True) as service:
        page = await service.get("/")
        assert "API key" in page.text
        assert "Latest statements" not in page.text
        assert (await service.get("/search?q=raid")).status_code == 401


@pytest.mark.parametrize(
    ("words", "kind", "hit"),
    [
        ("harbor watch", "Actors", "organization/harbour-watch"),
        ("dovna", "Places", "location/dovna-camp"),
        ("accountability", "Offices and topics", "topic/accountability"),
        ("inquiry", "Positions and demands", "/demand/"),
    ],
)
async def test_search_finds_by_names_even_misspelt_and_by_words(
    store: Store, words: str, kind: str, hit: str
) -> None:
    await store.write(harbour_watch().facts())
    async with client(store) as service:
        page = (await service.get("/search", params={"q": words})).text
    section = page[page.index(f"<h2>{kind}</h2>") :]
    assert hit in section[: section.index("</section>")]


async def test_a_sentence_found_shows_its_words_marked_and_its_statement(store: Store) -> None:
    await store.write(harbour_watch().facts())
    async with client(store) as service:
        page = (await service.get("/search", params={"q": "three people"})).text
    assert "<mark>three</mark> <mark>people</mark>" in page
    assert "On the raid in Dovna (2023-01-27)</a>" in page


@pytest.mark.parametrize("words", [HOSTILE, '" onfocus="alert(1)', "!!", "x " * 200, "name:* OR (["])
async def test_hostile_words_stay_words(store: Store, words: str) -> None:
    facts = harbour_watch().facts()
    await store.write(replace(facts, document=replace(facts.document, title=HOSTILE)))
    async with client(store) as service:
        pages = [await service.get("/search", params={"q": words}), await service.get("/")]
    for page in pages:
        assert page.status_code == 200
        assert not any(tag in page.text for tag in ("<script", "<img", 'onfocus="'))
        assert "script" not in page.headers["content-security-policy"]
