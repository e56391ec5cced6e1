"""The tables are opened by pandas, and hold what was in the network."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pandas
import pytest

from api.networks.formats import FORMATS, find_format
from ontology.errors import QuestionError, SettingsError
from tests.api.networks.small import CAMP, EDGES, GUARD, HARBOUR, small, written


def unpacked(form: str, name: str) -> io.BytesIO:
    with zipfile.ZipFile(io.BytesIO(written(form))) as archive:
        assert archive.testzip() is None
        return io.BytesIO(archive.read(name))


def test_csv_has_the_headers_that_gephi_asks_for() -> None:
    nodes, edges = (
        pandas.read_csv(unpacked("csv", "nodes.csv")),
        pandas.read_csv(unpacked("csv", "edges.csv")),
    )
    assert list(nodes.columns[:2]) == ["Id", "Label"]
    assert list(edges.columns[:5]) == ["Source", "Target", "Type", "Kind", "Weight"]
    assert set(edges["Type"]) == {"Directed"}
    assert list(nodes["Id"]) == [HARBOUR, GUARD, CAMP]
    assert list(zip(edges["Source"], edges["Target"], edges["Weight"], edges["signed"], strict=True)) == [
        (edge.source, edge.target, edge.weight, edge.signed) for edge in EDGES
    ]
    assert nodes.set_index("Id").loc[HARBOUR, "aliases"] == 'HW;The "Watch"'


def test_csv_for_neo4j_has_typed_headers() -> None:
    nodes = unpacked("neo4j", "nodes.csv").readline().decode().strip().split(",")
    assert nodes[:4] == ["id:ID", "label", ":LABEL", "degree:long"]
    assert {"aliases:string[]", "provisional:boolean", "latitude:double", "killedMin:long"} <= set(nodes)
    edges = unpacked("neo4j", "edges.csv").read().decode().splitlines()
    assert edges[0] == ":START_ID,:END_ID,:TYPE,weight:long,signed:long,first,last"
    assert edges[1] == f"{HARBOUR},{GUARD},JUDGES,4,-3,2023-01-10,2023-02-05"


def test_parquet_has_types() -> None:
    nodes = pandas.read_parquet(unpacked("parquet", "nodes.parquet")).set_index("id")
    assert list(nodes.loc[HARBOUR, "aliases"]) == ["HW", 'The "Watch"']
    assert nodes.loc[CAMP, "latitude"] == 47.5
    assert nodes.loc[GUARD, "killedMin"] == 3
    assert nodes["aliases"].isna().tolist() == [False, True, True]
    edges = pandas.read_parquet(unpacked("parquet", "edges.parquet"))
    assert edges["signed"].tolist() == [-3, 1, 0]
    assert edges["weight"].dtype == "int64"


@pytest.mark.parametrize(("name", "files"), [("csv", "csv"), ("neo4j", "csv"), ("parquet", "parquet")])
def test_tables_can_go_into_a_folder(tmp_path: Path, name: str, files: str) -> None:
    FORMATS[name].write_to_folder(small(), tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {f"nodes.{files}", f"edges.{files}"}


def test_a_format_of_one_file_asks_for_its_name(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="is a folder, and gexf is one file"):
        FORMATS["gexf"].write_to_folder(small(), tmp_path)


def test_the_same_network_gives_the_same_bytes() -> None:
    for name in FORMATS:
        assert written(name) == written(name), name


def test_without_pyarrow_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SettingsError, match=r"rostra\[parquet\]"):
        find_format("parquet")
