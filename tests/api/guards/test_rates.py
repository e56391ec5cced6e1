"""What one caller may ask for in a minute."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from api.app import build_app
from api.graphql.weights import each_entity, reading
from api.guards.rates import Buckets, network
from api.keys import Keys
from api.settings import Settings
from graph.store import Store
from tests.api.opened import Opened

QUESTION = {"query": "{ statements(first: 50) { nodes { id } } }"}
UNDO = {"query": 'mutation { undo(input: {decision: "decision/none"}) { decision { id } } }'}


class Clock:
    """A time that stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_caller_pays_a_debt_by_waiting_and_others_dont() -> None:
    clock = Clock()
    buckets = Buckets(60, clock)
    assert buckets.seconds_to_wait("a") == 0
    buckets.spend("a", 90)
    assert buckets.seconds_to_wait("a") == 30
    assert buckets.seconds_to_wait("b") == 0
    clock.now = 29.0
    assert buckets.seconds_to_wait("a") == 1
    clock.now = 30.0
    assert buckets.seconds_to_wait("a") == 0


def test_no_more_is_saved_up_than_a_minute_gives() -> None:
    clock = Clock()
    buckets = Buckets(60, clock)
    buckets.spend("a", 1)
    clock.now = 3600.0
    buckets.spend("a", 61)
    assert buckets.seconds_to_wait("a") == 1


@pytest.mark.parametrize(
    ("address", "caller"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("", ""),
    ],
)
def test_a_subscriber_of_ipv6_is_one_caller_whatever_the_address(address: str, caller: str) -> None:
    assert network(address) == caller


async def test_questions_are_counted_by_their_cost_for_each_key_apart(tmp_path: Path, store: Store) -> None:
    app = build_app(Settings(data_dir=tmp_path, rate_limit=60))
    app.state.store._store = store
    _, token = Keys(tmp_path).create("reader", ["read"])
    key = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        statuses = [(await client.post("/graphql", json=QUESTION)).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        refused = await client.post("/graphql", json=QUESTION)
        assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
        assert 0 < int(refused.headers["retry-after"]) <= 60
        assert (await client.get("/ontology")).status_code == 429
        assert (await client.get("/livez")).status_code == 200
        assert (await client.post("/graphql", json=QUESTION, headers=key)).status_code == 200


async def test_a_mutation_costs_what_it_writes_and_nothing_where_it_may_not(
    tmp_path: Path, store: Store
) -> None:
    app = build_app(Settings(data_dir=tmp_path, rate_limit=1_500))
    app.state.store._store = store
    _, token = Keys(tmp_path).create("curator", ["curate"])
    key = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        statuses = [(await client.post("/graphql", json=UNDO, headers=key)).status_code for _ in range(3)]
        assert statuses == [200, 200, 429]
        statuses = [(await client.post("/graphql", json=UNDO)).status_code for _ in range(3)]
        assert statuses == [200, 200, 200]


def test_a_statement_weighs_by_its_length_and_a_merger_by_those_who_go() -> None:
    assert reading({"text": "word " * 600}) == 1_600
    assert each_entity({"into": "organization/a", "from": ["organization/b", "organization/c"]}) == 2_000


async def test_there_is_no_limit_if_none_is_set(tmp_path: Path, store: Store) -> None:
    app = build_app(Settings(data_dir=tmp_path))
    app.state.store = Opened(store)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        for _ in range(3):
            assert (await client.post("/graphql", json=QUESTION)).status_code == 200
