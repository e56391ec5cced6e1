"""The page at /graphql: served from here alone, and at work in a browser where there is one.

The browser is a Chromium on the path. Where there is none its test is skipped, or fails if
ROSTRA_TEST_REQUIRE_CHROMIUM is set (the continuous integration sets it, having installed one).
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from hatchling.builders.wheel import WheelBuilder
from playwright.sync_api import Page, sync_playwright

from api.graphql.graphiql import page
from api.graphql.router import graphql_router
from ontology.vocabulary import load_vocabulary
from tests.api.graphql.test_cookbook import QUESTIONS
from tests.api.graphql.test_cypher import Silent
from tests.api.served import served
from tests.node import lacking

BROWSER_ACCEPTS = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SECONDS = 60_000


def service() -> FastAPI:
    app = FastAPI()
    app.include_router(graphql_router(load_vocabulary(), Silent()))
    app.mount(page.PATH, page.PageFiles())
    return app


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(service())
    async with httpx.AsyncClient(transport=transport, base_url="http://rostra") as client:
        yield client


@pytest.fixture
def built() -> None:
    if not page.is_built():
        lacking(page.MISSING)


@pytest.mark.usefixtures("built")
async def test_a_browser_gets_the_page_and_all_of_it_from_here(client: httpx.AsyncClient) -> None:
    response = await client.get("/graphql", headers={"Accept": BROWSER_ACCEPTS})
    assert response.headers["content-type"].startswith("text/html")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', response.text)
    files = [address for address in loaded if not address.startswith("data:")]
    assert files
    for file in files:
        assert not file.startswith(("http", "//"))
        assert (await client.get(f"/{file}")).status_code == 200


@pytest.mark.usefixtures("built")
async def test_the_page_may_load_from_and_ask_this_service_only(client: httpx.AsyncClient) -> None:
    for address in ("/graphql", f"{page.PATH}/page.js"):
        response = await client.get(address, headers={"Accept": BROWSER_ACCEPTS})
        policy = response.headers["content-security-policy"]
        sources = {source for part in policy.split(";") for source in part.split()[1:]}
        assert sources == {"'none'", "'self'", "'unsafe-inline'", "data:"}
        assert "script-src 'self';" in policy
        assert response.headers["cache-control"] == "no-cache"


async def test_whoever_asks_a_question_gets_an_answer(client: httpx.AsyncClient) -> None:
    headers = {"Accept": BROWSER_ACCEPTS}
    answer = await client.get("/graphql", params={"query": "{ statements { totalCount } }"}, headers=headers)
    assert answer.json() == {"data": {"statements": {"totalCount": 0}}}


async def test_without_the_page_a_line_says_how_to_get_it(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(page, "BUILT", tmp_path)
    response = await client.get("/graphql", headers={"Accept": BROWSER_ACCEPTS})
    assert response.status_code == 404
    assert "make graphiql" in response.text


@pytest.mark.usefixtures("built")
def test_the_wheel_carries_the_page_and_nothing_that_it_was_built_from() -> None:
    root = Path(__file__).parents[3]
    packed = {file.distribution_path for file in WheelBuilder(str(root)).recurse_included_files()}
    page_files = {file.relative_to(root).as_posix() for file in page.BUILT.iterdir()}
    assert page_files <= packed
    assert not any("graphiql/web" in path or "node_modules" in path for path in packed)


@pytest.fixture
def browser_page(built: None) -> Iterator[Page]:
    """The page in a browser; fails the test for whatever the browser complains of or asks of others."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        if os.environ.get("ROSTRA_TEST_REQUIRE_CHROMIUM"):
            pytest.fail("There must be a Chromium.")
        pytest.skip("No Chromium on the path.")
    complaints: list[str] = []
    with served(service()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.set_default_timeout(SECONDS)
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on(
            "request", lambda asked: None if asked.url.startswith(address) else complaints.append(asked.url)
        )
        tab.goto(f"{address}/graphql")
        yield tab
        browser.close()
    assert [told for told in complaints if not told.startswith("data:")] == []


def test_in_a_browser_the_saved_questions_are_there_and_are_answered(browser_page: Page) -> None:
    browser_page.get_by_role("button", name="Execute").click()
    answer = browser_page.locator(".graphiql-response .view-lines")
    answer.get_by_text("positions").wait_for()
    assert browser_page.locator(".graphiql-tab").count() == 10
    listed = browser_page.get_by_label("Questions", exact=True).get_by_role("listitem").all_inner_texts()
    assert listed == [title for title in QUESTIONS if title in listed]
    assert len(listed) >= 10
    browser_page.get_by_role("button", name=listed[-1]).click()
    assert browser_page.locator(".graphiql-tab").count() == 11
    browser_page.get_by_role("button", name="Documentation").click()
    browser_page.get_by_role("link", name="Query", exact=True).click()
    browser_page.get_by_text("One statement by its id.").wait_for()
