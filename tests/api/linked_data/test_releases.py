"""A release stays what it was, says what is in it and how to cite it, and is there whole or not at all."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import httpx
import pytest
import yaml
from rdflib import RDF, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, VOID

from api.app import build_app
from api.linked_data import releases
from api.linked_data.releases import FOLDER, About, Release, read_release, release
from api.settings import Settings
from graph.store import Store
from ontology.errors import QuestionError
from ontology.vocabulary import ROSTRA
from tests.api.linked_data.test_export import exported, parsed
from tests.api.opened import Opened
from tests.api.packed import unpacked
from tests.graph.samples import harbour_watch, port_union

ABOUT = About("Harbour & co", "Ana Brill", "https://example.org/licence", "https://example.org/id/")
CITATION_SCHEMA = ("--builtin-schema", "vendor.citation-file-format")
HAS_VERSION, VERSION = URIRef(f"{DCAT}hasVersion"), URIRef(f"{DCAT}version")
TODAY = date(2026, 3, 1)


async def released(store: Store, folder: Path, name: str = "2026.1") -> Release:
    return await release(store, folder, name, ABOUT, TODAY)


async def test_both_dumps_hold_what_was_in_the_graph(store: Store, tmp_path: Path) -> None:
    await store.write(harbour_watch().facts())
    made = await released(store, tmp_path)
    quads = unpacked((made.folder / "graph.nq.zst").read_bytes(), "zstd")
    turtle = unpacked((made.folder / "graph.ttl.gz").read_bytes(), "gzip")
    assert quads == await exported(store, "nq")
    assert isomorphic(parsed(turtle, "ttl"), parsed(quads, "nq"))


async def test_later_changes_never_alter_it(store: Store, tmp_path: Path) -> None:
    written = await store.write(harbour_watch().facts())
    made = await released(store, tmp_path)
    before = {file.name: file.read_bytes() for file in made.folder.iterdir()}
    await store.write(port_union().facts())
    await store.withdraw(written.statement)
    await released(store, tmp_path, "2026.2")
    assert {file.name: file.read_bytes() for file in made.folder.iterdir()} == before
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in before.items() if name != "SHA256SUMS"}
    assert made.files == sums
    with pytest.raises(QuestionError, match="already"):
        await released(store, tmp_path)


async def test_an_interrupted_release_leaves_nothing_and_can_be_made_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.write(harbour_watch().facts())
    with monkeypatch.context() as patched:
        patched.setattr(releases, "sentence", interrupted)
        with pytest.raises(RuntimeError, match="interrupted"):
            await released(store, tmp_path)
    assert names(tmp_path) == []
    (tmp_path / ".2026.1.part").mkdir()  # a process that was killed leaves this
    await released(store, tmp_path)
    assert names(tmp_path) == ["2026.1"]


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def interrupted(_: object) -> str:
    raise RuntimeError("interrupted")


@pytest.mark.parametrize("name", ["", "../up", ".hidden", "a/b", "x" * 65, "two words"])
async def test_a_name_is_one_that_a_folder_and_an_address_can_bear(
    store: Store, tmp_path: Path, name: str
) -> None:
    with pytest.raises(QuestionError, match="cannot be the name"):
        await released(store, tmp_path, name)


async def test_it_counts_what_is_in_it(store: Store, tmp_path: Path) -> None:
    await store.write(harbour_watch().facts())
    made = await released(store, tmp_path)
    void = Graph().parse(made.folder / "void.ttl")
    this = URIRef("https://example.org/release/2026.1")
    whole = parsed(await exported(store, "nt"), "nt")
    assert int(str(void.value(this, VOID.triples))) == len(whole)
    assert str(void.value(this, VERSION)) == "2026.1"
    assert URIRef(f"{this}/graph.nq.zst") in set(void.objects(this, VOID.dataDump))


def faults(citation: Path) -> str:
    command = [sys.executable, "-m", "check_jsonschema", *CITATION_SCHEMA, str(citation)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    return checked.stdout if checked.returncode else ""


async def test_how_to_cite_it_fits_the_citation_file_format(store: Store, tmp_path: Path) -> None:
    made = await released(store, tmp_path)
    assert faults(made.folder / "CITATION.cff") == ""
    told = yaml.safe_load((made.folder / "CITATION.cff").read_text("utf-8"))
    assert str(told["date-released"]) == "2026-03-01"
    line = "Ana Brill (2026). Harbour & co, version 2026.1 [data set]. https://example.org/release/2026.1\n"
    assert (made.folder / "CITATION.txt").read_text("utf-8") == line
    assert r"title = {Harbour \& co}" in (made.folder / "CITATION.bib").read_text("utf-8")
    assert made == read_release(made.folder)


async def test_the_service_serves_releases_for_ever_and_lists_them(store: Store, tmp_path: Path) -> None:
    await store.write(harbour_watch().facts())
    made = await released(store, tmp_path / FOLDER)
    app = build_app(
        Settings(data_dir=tmp_path, base="https://example.org/id/", license="https://example.org/licence")
    )
    app.state.store = Opened(store)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        (told,) = (await client.get("/release")).json()
        assert {file["name"]: file["sha256"] for file in told["files"]} == made.files
        for file in told["files"]:
            answer = await client.get(file["address"])
            assert hashlib.sha256(answer.content).hexdigest() == file["sha256"]
            assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
            again = await client.get(file["address"], headers={"If-None-Match": answer.headers["etag"]})
            assert again.status_code == 304
        for missing in ("/release/2027.1", "/release/2026.1/keys.json", "/release/..%2F..%2Fkeys.json/x"):
            assert (await client.get(missing)).status_code == 404, missing
        void = Graph().parse(data=(await client.get("/.well-known/void")).text, format="turtle")
    this = URIRef("http://rostra/.well-known/void#graph")
    assert (this, HAS_VERSION, URIRef("http://rostra/release/2026.1")) in void
    assert (this, DCTERMS.license, URIRef("https://example.org/licence")) in void
    assert (this, VOID.sparqlEndpoint, URIRef("http://rostra/sparql")) in void
    assert (this, RDF.type, VOID.Dataset) in void
    demands = next(part for part in void.subjects(VOID["class"], ROSTRA.Demand))
    assert int(str(void.value(demands, VOID.entities))) == 1


async def test_the_counts_of_the_live_graph_are_those_of_its_export(store: Store) -> None:
    await store.write(harbour_watch().facts())
    app = build_app(Settings(base="https://example.org/id/"))
    app.state.store = Opened(store)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
        answer = await client.get("/.well-known/void", headers={"Accept": "application/n-triples"})
        again = await client.get(
            "/.well-known/void",
            headers={"Accept": "application/n-triples", "If-None-Match": answer.headers["etag"]},
        )
    assert again.status_code == 304
    void = Graph().parse(data=answer.text, format="nt")
    whole = parsed(await exported(store, "nt"), "nt")
    for part in void.objects(None, VOID.propertyPartition):
        predicate = void.value(part, VOID.property)
        assert int(str(void.value(part, VOID.triples))) == len(
            list(whole.triples((None, predicate, None)))
        ), predicate
    total = void.value(URIRef("http://rostra/.well-known/void#graph"), VOID.triples)
    assert int(str(total)) == len(whole)


async def test_pages_of_other_origins_read_only_where_a_setting_lets_them(store: Store) -> None:
    asked = {"Origin": "https://viewer.example"}
    for origins, allowed in (("", None), ("https://viewer.example", "https://viewer.example"), ("*", "*")):
        app = build_app(Settings(cors_origins=origins))
        app.state.store = Opened(store)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://rostra") as client:
            answer = await client.get("/ontology/context.jsonld", headers=asked)
            assert answer.headers.get("access-control-allow-origin") == allowed
            other = await client.get("/ontology/context.jsonld", headers={"Origin": "https://other.example"})
            assert other.headers.get("access-control-allow-origin") == ("*" if allowed == "*" else None)
            asking = {**asked, "Access-Control-Request-Method": "POST"}
            preflight = await client.options("/graphql", headers=asking)
            assert (preflight.status_code == 200) == (allowed is not None)
