"""`rostra export` of networks and of some statements as RDF, and what it says of what cannot be."""

from __future__ import annotations

import io
from pathlib import Path

import networkx
import pandas
import pytest
import pytest_asyncio
from rdflib import RDF, Graph

from graph.store import Store
from ontology.errors import QuestionError, SettingsError
from ontology.vocabulary import ROSTRA
from tests.api.commands.conftest import Rostra
from tests.api.packed import unpacked
from tests.graph.sides import GUARD, TIDE, WATCH, sides


@pytest_asyncio.fixture
async def told(store: Store) -> None:
    """The statements of tests/graph/sides.py are in the graph."""
    await store.write_many(sides())


@pytest.mark.usefixtures("told")
def test_a_projection_goes_to_a_file_or_to_standard_output(rostra: Rostra, tmp_path: Path) -> None:
    asked = ("export", "--format", "graphml", "--projection", "actors-by-demands", "--from", "2023-02-01")
    output = tmp_path / "demands.graphml"
    rostra(*asked, "--output", str(output))
    assert list(networkx.read_graphml(output).edges()) == [(WATCH, GUARD)]
    assert set(networkx.read_graphml(io.BytesIO(rostra(*asked).stdout_bytes))) == {WATCH, GUARD}


@pytest.mark.usefixtures("told")
def test_tables_go_into_a_folder(rostra: Rostra, tmp_path: Path) -> None:
    asked = (
        "export",
        "--format",
        "csv",
        "--around",
        TIDE,
        "--depth",
        "1",
        "--classes",
        "Organization,Demand",
    )
    rostra(*asked, "--output", str(tmp_path))
    nodes = pandas.read_csv(tmp_path / "nodes.csv")
    assert set(nodes["class"]) == {"Organization", "Demand"}
    assert sorted(file.name for file in tmp_path.iterdir()) == ["edges.csv", "nodes.csv"]


@pytest.mark.usefixtures("told")
def test_rdf_of_some_statements_goes_to_a_file_or_to_standard_output(rostra: Rostra, tmp_path: Path) -> None:
    asked = ("export", "--format", "nt", "--issuer", WATCH, "--from", "2023-02-01")
    output = tmp_path / "graph.nt"
    rostra(*asked, "--output", str(output))
    graph = Graph().parse(output)
    assert len(set(graph.subjects(RDF.type, ROSTRA.Statement))) == 1
    assert len(Graph().parse(data=rostra(*asked).stdout_bytes, format="nt")) == len(graph)


@pytest.mark.usefixtures("told")
def test_the_name_of_the_output_tells_format_and_compression(rostra: Rostra, tmp_path: Path) -> None:
    for name, way in (("graph.nt.gz", "gzip"), ("graph.nt.zst", "zstd"), ("graph.nt", None)):
        rostra("export", "--output", str(tmp_path / name))
        assert Graph().parse(data=unpacked((tmp_path / name).read_bytes(), way), format="nt"), name
    networks = tmp_path / "graph.gexf.gz"
    rostra("export", "--output", str(networks))
    assert WATCH in networkx.read_gexf(networks, version="1.3")
    packed = rostra("export", "--format", "nq", "--compress", "zstd").stdout_bytes
    assert WATCH in unpacked(packed, "zstd").decode()


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        (["--format", "docx"], QuestionError, r"ttl.*gexf"),
        (["--format", "gexf", "--around", "organization/nobody"], QuestionError, "organization/nobody"),
        (["--format", "gexf", "--projection", "actors-by-demands"], QuestionError, "nothing to draw"),
        (
            ["--format", "ttl", "--projection", "actors-by-demands"],
            QuestionError,
            "--projection is for networks",
        ),
        (["--format", "gexf", "--issuer", WATCH], QuestionError, "--issuer is for RDF"),
        (["--format", "nq", "--issuer", "organization/nobody"], QuestionError, "organization/nobody"),
        (["--format", "jsonld", "--triple-terms"], QuestionError, "no triple terms"),
        (["--format", "gexf", "--triple-terms"], QuestionError, "--triple-terms is for RDF"),
        (["--output", "tables.zip", "--format", "csv", "--compress", "gzip"], QuestionError, "already"),
        (["--compress", "rar"], QuestionError, "zstd, gzip"),
        (["--format", "ttl", "--output", "no/such/folder/graph.ttl"], SettingsError, "cannot be written"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    rostra: Rostra, asked: list[str], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told) as raised:
        raise rostra("export", *asked).exception or AssertionError("nothing was refused")
    assert "\n" not in str(raised.value)
