"""`python -m bench.graphql [STATEMENTS] [SECONDS]`: five questions to Rostra, to the peer and to the floor.

All three answer from one Neo4j, in turns, so that whatever else the machine does meets them alike. A line gives
requests per second and the times that half and 99 % of the answers took at most; then the processor time that a
request took of the service and of Neo4j, which says what holds the rate. The floor (`bench.graphql.floor`) runs the
very Cypher that Rostra writes, over the same HTTP server.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import orjson
import uvloop

from api.graphql.http import GraphQLEndpoint
from api.graphql.limits import Limits
from api.graphql.requests import Asked
from api.graphql.schema import build_schema
from bench.graphql import services
from bench.graphql.clients import Measured, ask_for, body_of
from bench.graphql.data import HUB, Made, make
from bench.graphql.questions import PAGE, VALUES, Question, questions, same
from graph.engine.addresses import Address
from graph.engine.connection import Connection
from graph.opening import open_store
from graph.writing import create_nodes, create_relationships
from ontology.vocabulary import load_vocabulary
from tests.engines.neo4j_server import neo4j_server

STATEMENTS = 2_300
SECONDS = 2.0
ROUNDS = 3
CLIENTS = (1, 16)
WARMING = 3.0
JAVA = ("-Xmx1500m", "-XX:+UseParallelGC")
PAGE_CACHE = "512m"
TOGETHER = 20_000
"""Rows of one transaction while loading."""


@dataclass
class Contestant:
    """A service with the requests that are put to it, and what came out."""

    service: services.Service
    bodies: Sequence[bytes]
    measured: Measured = field(default_factory=Measured)
    cpu: float = 0.0
    engine_cpu: float = 0.0

    async def run(self, clients: int, seconds: float, engine: int | None) -> None:
        """One round."""
        cpu, engine_cpu = self.service.cpu(), services.cpu_seconds(engine)
        await ask_for(self.service.url, self.bodies, clients, seconds, self.measured)
        self.cpu += self.service.cpu() - cpu
        self.engine_cpu += services.cpu_seconds(engine) - engine_cpu

    def line(self) -> str:
        """What came out."""
        measured, number = self.measured, len(self.measured.latencies)
        return (
            f"{self.service.name:16}{measured.rate:8.0f}/s  p50 {measured.percentile(50):8.2f} ms"
            f"  p99 {measured.percentile(99):8.2f} ms   processor: {1000 * self.cpu / number:6.2f} ms"
            f"  Neo4j {1000 * self.engine_cpu / number:6.2f} ms"
            f"  clients {1000 * measured.own_cpu / number:5.2f} ms"
        )


async def main(statements: int, seconds: float) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with neo4j_server(folder / "neo4j", JAVA, PAGE_CACHE) as address:
            made = make(statements)
            await load(address, made)
            with (
                services.rostra(address.uri) as rostra,
                services.peer(address.uri, folder) as peer,
                services.floor(address.uri) as floor,
            ):
                asked = questions(made)
                for question in asked:
                    check(question, rostra, peer)
                for question in asked:
                    await contest(question, (rostra, peer, floor), seconds)
                await hub(made, rostra, seconds)


async def load(place: Address | Path, made: Made) -> None:
    """Put the graph into an empty database, or an embedded engine on a folder, with all indexes."""
    started = time.perf_counter()
    async with open_store(place) as store:
        there = {node.id async for node in store.nodes()}
        nodes = [node for node in made.nodes if node.id not in there]
        connection = Connection(store.address)
        for first in range(0, len(nodes), TOGETHER):
            await connection.write(partial(create_nodes, nodes=nodes[first : first + TOGETHER]))
        for first in range(0, len(made.relationships), TOGETHER):
            batch = made.relationships[first : first + TOGETHER]
            await connection.write(partial(create_relationships, relationships=batch))
        await connection.close()
    print(
        f"{len(made.nodes):,} nodes and {len(made.relationships):,} relationships loaded"
        f" in {time.perf_counter() - started:.0f} s"
    )


def check(question: Question, rostra: services.Service, peer: services.Service) -> None:
    """Ask everything once here and there: nothing is measured that isn't answered alike."""
    with httpx.Client(timeout=60) as client:
        for ours, theirs in zip(*bodies(question), strict=True):
            answers = [
                client.post(service.url, content=body, headers={"Content-Type": "application/json"}).json()
                for service, body in ((rostra, ours), (peer, theirs))
            ]
            if not same(question, *answers):
                raise RuntimeError(f"{question.name} is answered differently: {str(answers)[:1000]} …")


async def contest(question: Question, of: Sequence[services.Service], seconds: float) -> None:
    """Let them answer in turns, after some warming up, and print what came out."""
    requests = (*bodies(question), await statements_of(question))
    engine = services.child("java")
    for clients in CLIENTS:
        contestants = [Contestant(service, each) for service, each in zip(of, requests, strict=True)]
        for contestant in contestants:
            await ask_for(contestant.service.url, contestant.bodies, clients, WARMING, Measured())
        for _ in range(ROUNDS):
            for contestant in contestants:
                await contestant.run(clients, seconds, engine)
        tell(f"{question.name}, {clients} client{'s' if clients > 1 else ''}", *contestants)


async def hub(made: Made, rostra: services.Service, seconds: float) -> None:
    """Page through a node with a hundred thousand neighbours, and through nodes with some dozens."""
    neighbours = Counter(r.target for r in made.relationships if r.type == "ENTITY")
    small = [id for id, number in neighbours.items() if 20 < number < 80 and id.startswith("organization/")]
    few, many = (Contestant(rostra, [body_of(PAGE, id=id) for id in ids]) for ids in (small[:VALUES], [HUB]))
    for contestant in (few, many):
        await ask_for(rostra.url, contestant.bodies, 1, WARMING, Measured())
    for _ in range(ROUNDS):
        for contestant in (few, many):
            await contestant.run(1, seconds, services.child("java"))
    print(f"\nfirst page of {neighbours[HUB]:,} neighbours\n  {many.line()}\nof some dozens\n  {few.line()}")
    print(f"time of a hub's page against a small node's: ratio {few.measured.rate / many.measured.rate:.2f}")


def tell(title: str, rostra: Contestant, peer: Contestant, floor: Contestant) -> None:
    """Lines about one question."""
    print(f"\n{title}")
    for each in (rostra, peer, floor):
        print(f"  {each.line()}")
    here, there, bare = (each.measured for each in (rostra, peer, floor))
    print(f"{title}: requests per second against the peer: ratio {here.rate / there.rate:.2f}")
    print(f"{title}: p99 against the peer: ratio {here.percentile(99) / there.percentile(99):.2f}")
    print(f"{title}: requests per second against the floor: ratio {here.rate / bare.rate:.2f}", flush=True)


def bodies(question: Question) -> tuple[list[bytes], list[bytes]]:
    """The requests of a question, to Rostra and to the peer."""
    ours = [body_of(question.ours, **{question.variable: here}) for here, _ in question.values]
    theirs = [body_of(question.theirs, **{question.variable: there}) for _, there in question.values]
    return ours, theirs


async def statements_of(question: Question) -> list[bytes]:
    """The statements that Rostra makes of a question, as requests to the floor."""
    asked = Asking()
    endpoint = GraphQLEndpoint(build_schema(load_vocabulary()), asked, Limits())
    for value, _ in question.values:
        await endpoint.execute(Asked(question.ours, {question.variable: value}), "bench")
    return asked.bodies


class Asking:
    """Takes the place of the graph and keeps what it is asked."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, seconds: float | None = None
    ) -> list[dict[str, Any]]:
        """Nothing."""
        self.bodies.append(orjson.dumps({"cypher": cypher, "parameters": parameters}))
        return [{"rows": []}]


if __name__ == "__main__":
    given = sys.argv[1:]
    uvloop.run(main(int(given[0]) if given else STATEMENTS, float(given[1]) if given[1:] else SECONDS))
