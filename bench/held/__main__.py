"""Run it: `make bench NAME=held`, or with other sizes `python -m bench.held SECONDS [CLIENTS [CROWD]]`.

Clients put questions to `rostra serve`, one in eight of them statements, each the next as soon as it has its answer.
At the end every statement that was acknowledged is looked for, with all that was found in it.
Then a crowd far beyond what there is room for asks for a while. The engine is the embedded one, on a new folder,
unless ROSTRA_NEO4J_URI names a Neo4j, whose graph is added to.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from api.keys import Keys
from bench.held.http import Answer, Client
from bench.held.memory import family, resident
from graph.engine.state import read_state
from loaders.reading import read_path
from ontology.facts import Document

SECONDS, CLIENTS, CROWD = 600.0, 32, 1_000
CROWD_SECONDS = 20.0
WRITERS = 8
"""One client of so many loads statements; the others ask."""
PATIENCE = 120.0
PAUSE = 0.1
"""Seconds after which a client of the crowd that was sent away comes again: it doesn't do as it is told."""
EXAMPLES = Path(__file__).parents[2] / "examples"
LOAD = """mutation ($input: LoadStatementInput!) { loadStatement(input: $input) { outcome statement { id
  positions { totalCount } demands { totalCount } passages { totalCount } } } }"""
KEPT = """query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Statement { id
  positions { totalCount } demands { totalCount } passages { totalCount } } } }"""
QUESTIONS: Mapping[str, str] = {
    "point": '{ organization(id: "organization/j-street") { name demandsMade(first: 5) { totalCount } } }',
    "list": "{ demands(first: 50) { nodes { id action strength issuer { name } addressees { __typename } } } }",
    "nested": """{ statements(first: 10, orderBy: [{issued: DESC}]) { nodes { title issuers { name }
      positions(first: 5) { nodes { stance target holder { name } } } } } }""",
    "search": '{ search(text: "civilians", classes: [PASSAGE], first: 10) { score node { id } } }',
    "filter": """{ positions(where: {stance: CONDEMNS, statement: {issued: {gte: "2023-01-01"}}}, first: 20) {
      nodes { holder { name } target passage { text } } } }""",
    "groups": "{ positions(first: 0) { totalCount groups(by: STANCE) { key count } } }",
}
PAGE = "/doc/organization/j-street?format=ttl"


@dataclass
class Held:
    """What came of it: seconds by kind of request, answers by status, and what each statement was said to hold."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Requests that were answered as they should."""
        return sum(map(len, self.seconds.values()))


async def main(seconds: float, clients: int, crowd: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as (url, process):
        _, token = Keys(Path(folder)).create("bench", ["write"])
        documents = [each for each in read_path(EXAMPLES) if isinstance(each, Document)]
        async with Client(url, token) as client:
            for number, document in enumerate(documents):
                assert (await client.ask(LOAD, input=another(document, -number))).is_good
        before = memory(process.pid, Path(folder))
        held = await hold(url, token, documents, seconds, clients)
        after = memory(process.pid, Path(folder))
        tell(held, seconds, clients)
        for name in before:
            ratio = after[name] / before[name] if before[name] else 1.0
            print(
                f"memory of the {name:8} {before[name]:6,.0f} MB, then {after[name]:6,.0f} MB  ratio {ratio:.2f}"
            )
        lost = await missing(url, held.acknowledged)
        print(
            f"statements acknowledged {len(held.acknowledged):,}, of them not whole in the graph: lost {lost}"
        )
        await overload(url, crowd, process)


async def hold(url: str, token: str, documents: list[Document], seconds: float, clients: int) -> Held:
    """Let clients ask and load for some seconds."""
    held, numbers = Held(), iter(range(1, 10_000_000))
    until = time.monotonic() + seconds

    async def live(seed: int) -> None:
        chance = random.Random(seed)
        async with Client(url, token) as client:
            while time.monotonic() < until:
                kind = chance.choice([*QUESTIONS, "page"]) if seed % WRITERS else "load"
                started = time.perf_counter()
                if kind == "load":
                    number = next(numbers)
                    answer = await client.ask(LOAD, input=another(documents[number % len(documents)], number))
                else:
                    answer = await (client.get(PAGE) if kind == "page" else client.ask(QUESTIONS[kind]))
                note(held, kind, answer, time.perf_counter() - started)

    await asyncio.gather(*map(live, range(clients)))
    return held


def note(held: Held, kind: str, answer: Answer, seconds: float) -> None:
    """Keep what came of one request."""
    if not answer.is_good:
        held.failures[f"{kind}: status {answer.status} {answer.body[:200].decode(errors='replace')}"] += 1
        return
    held.seconds[kind].append(seconds)
    if kind == "load":
        statement = answer.data()["loadStatement"]["statement"]
        held.acknowledged[statement["id"]] = statement


def another(document: Document, number: int) -> dict[str, object]:
    """A statement like the document, of another day and title, so that it is another statement."""
    issued = (document.issued or date(2023, 1, 1)) + timedelta(days=number)
    told = {
        "title": f"{document.title} ({number})",
        "text": f"{document.text}\n\nNumber {number} of its kind.",
    }
    return {**told, "issuers": list(document.issuers) or ["Harbour Watch"], "issued": issued.isoformat()}


async def missing(url: str, acknowledged: Mapping[str, Any]) -> int:
    """How many of the statements are not in the graph with all that they were said to hold."""
    ids, whole = list(acknowledged), 0
    async with Client(url) as client:
        for first in range(0, len(ids), 50):
            answer = await client.ask(KEPT, ids=ids[first : first + 50])
            whole += sum(bool(each) and acknowledged[each["id"]] == each for each in answer.data()["nodes"])
    return len(ids) - whole


async def overload(url: str, crowd: int, process: subprocess.Popen[bytes]) -> None:
    """Let a crowd ask that doesn't wait as it is told to, and see that health is told and the service lives on."""
    statuses: Counter[int] = Counter()
    seconds: list[float] = []
    health: Counter[bool] = Counter()
    until = time.monotonic() + CROWD_SECONDS

    async def insist() -> None:
        async with Client(url) as client:
            while time.monotonic() < until:
                started = time.perf_counter()
                answer = await client.ask(QUESTIONS["nested"])
                statuses[answer.status] += 1
                if answer.status == 200:
                    seconds.append(time.perf_counter() - started)
                else:
                    await asyncio.sleep(PAUSE)

    async def look() -> None:
        async with Client(url) as client:
            while time.monotonic() < until:
                health[(await client.get("/livez")).status == 200] += 1
                await asyncio.sleep(1)

    await asyncio.gather(look(), *(insist() for _ in range(crowd)))
    async with Client(url) as client:
        again = (await client.ask(QUESTIONS["point"])).is_good and process.poll() is None
    others = sum(number for status, number in statuses.items() if status not in (200, 503))
    print(
        f"overload: {crowd:,} clients for {CROWD_SECONDS:g} s, {statuses[200]:,} answered "
        f"(p50 {percentile(seconds, 50):,.0f} ms, p99 {percentile(seconds, 99):,.0f} ms), "
        f"{statuses[503]:,} told 503, health told {health[True]} of {health.total()} times, "
        f"answers again afterwards: {'yes' if again else 'no'}; anything else: lost {others}"
    )


def tell(held: Held, seconds: float, clients: int) -> None:
    """Print how long answers took, and which failed."""
    print(
        f"{clients} clients for {seconds:g} s: {held.number:,} answers, {held.number / seconds:,.0f} a second"
    )
    for kind, taken in sorted(held.seconds.items()):
        told = "  ".join(f"p{percent} {percentile(taken, percent):8,.1f} ms" for percent in (50, 99))
        print(f"{kind:8} {len(taken):8,}  {told}")
    for what, number in held.failures.most_common(10):
        print(f"failed {number} times: {what}")
    failed = held.failures.total()
    print(
        f"errors {failed} of {held.number + failed:,} requests: ratio {failed / (held.number + failed):.6f}"
    )


def percentile(seconds: list[float], percent: float) -> float:
    """The time in milliseconds that so many percent took at most."""
    ordered = sorted(seconds)
    return (
        1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] if ordered else float("nan")
    )


def memory(pid: int, folder: Path) -> dict[str, float]:
    """MB of the service with the processes that read for it, and of its engine if it is the embedded one."""
    state = read_state(folder)
    engine = family(state.pid) if state else []
    own = [each for each in family(pid) if each not in engine]
    return {
        name: sum(map(resident, pids)) / 1e6 for name, pids in (("service", own), ("engine", engine)) if pids
    }


@contextmanager
def service(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`rostra serve` on a free port, once it is ready; it ends with the block."""
    log = folder / "service.log"
    command = [sys.executable, "-c", "from api.commands import main; main()", "serve", "--port", "0"]
    with log.open("wb") as stderr:
        environment = os.environ | {"ROSTRA_DATA_DIR": str(folder)}
        process = subprocess.Popen(command, env=environment, stdout=stderr, stderr=stderr)
    try:
        yield wait_until_ready(log), process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_until_ready(log: Path) -> str:
    """The address of the service, once its log tells it and questions would be answered."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := re.search(r"http://[\d.]+:\d+", log.read_text("utf-8")):
            with suppress(OSError), urllib.request.urlopen(f"{found.group()}/readyz"):
                return found.group()
        time.sleep(0.2)
    raise TimeoutError(log.read_text("utf-8"))


if __name__ == "__main__":
    given = sys.argv[1:]
    asyncio.run(
        main(
            float(given[0]) if given else SECONDS,
            int(given[1]) if len(given) > 1 else CLIENTS,
            int(given[2]) if len(given) > 2 else CROWD,
        )
    )
