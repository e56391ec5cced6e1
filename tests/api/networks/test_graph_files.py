"""Each graph file is opened by a reader that others wrote, and holds what was in the network."""

from __future__ import annotations

import io
import json
from pathlib import Path

import igraph
import networkx
import pytest
from lxml import etree
from ndex2.cx2 import CX2Network, RawCX2NetworkFactory

from api.networks.formats import FORMATS
from api.networks.looks import CONTRA, NEITHER, PRO
from tests.api.networks.small import CAMP, EDGES, GUARD, HARBOUR, NODES, small, without_nodes, written
from tests.node import run_script

GEXF = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf.rng")))
SCRIPT = Path(__file__).parent / "graphology" / "read.mjs"
ENDS = {(edge.source, edge.target) for edge in EDGES}


def test_gexf_is_read_by_networkx_with_values_and_colours() -> None:
    graph = networkx.read_gexf(io.BytesIO(written("gexf")), version="1.3")
    assert graph.is_directed()
    assert set(graph.edges()) == ENDS
    harbour = graph.nodes[HARBOUR]
    assert harbour["label"] == "Harbour & <Watch>"
    assert harbour["aliases"] == 'HW; The "Watch"'
    assert (harbour["class"], harbour["degree"], harbour["provisional"]) == ("Organization", 2, False)
    assert {part: harbour["viz"]["color"][part] for part in "rgb"} == {"r": 68, "g": 119, "b": 170}
    assert graph.nodes[CAMP]["latitude"] == 47.5
    edge = graph.edges[HARBOUR, GUARD]
    assert (edge["weight"], edge["signed"], edge["first"], edge["last"]) == (
        4,
        -3,
        "2023-01-10",
        "2023-02-05",
    )


@pytest.mark.parametrize("over_time", [False, True])
@pytest.mark.parametrize("directed", [False, True])
def test_gexf_is_built_as_gephi_expects(directed: bool, over_time: bool) -> None:
    GEXF.assertValid(etree.fromstring(written("gexf", small(directed=directed, over_time=over_time))))


def test_what_gephi_would_not_expect_is_found() -> None:
    text = written("gexf").replace(b'weight="4"', b'weight="four"')
    assert not GEXF.validate(etree.fromstring(text))
    assert not GEXF.validate(etree.fromstring(written("gexf").replace(b"attvalues", b"values")))


def test_gexf_over_time_has_a_spell_for_each_day() -> None:
    graph = networkx.read_gexf(io.BytesIO(written("gexf", small(over_time=True))), version="1.3")
    assert graph.graph["mode"] == "dynamic"
    assert graph.nodes[HARBOUR]["spells"] == [("2023-01-10", "2023-01-10"), ("2023-02-05", "2023-02-05")]
    assert graph.edges[GUARD, HARBOUR]["spells"] == [("2023-01-10", "2023-01-10")]
    assert "spells" not in graph.nodes[CAMP]


def test_graphml_is_read_by_networkx_and_igraph(tmp_path: Path) -> None:
    file = tmp_path / "small.graphml"
    file.write_bytes(written("graphml"))
    graph = networkx.read_graphml(file)
    assert set(graph.edges()) == ENDS
    assert graph.nodes[GUARD]["killedMin"] == 3
    assert graph.edges[GUARD, CAMP]["signed"] == 0
    same = igraph.Graph.Read_GraphML(str(file))
    assert same.is_directed()
    assert same.vs["id"] == [vertex.id for vertex in NODES]
    assert same.vs["label"] == ["Harbour & <Watch>", "Coast Guard", "Dovna camp, Zürich"]
    assert same.es["weight"] == [4, 1, 2]
    assert same.es["color"] == [CONTRA, PRO, NEITHER]


def test_cx2_is_read_by_ndex2_with_declared_values() -> None:
    network: CX2Network = RawCX2NetworkFactory().get_cx2network(json.loads(written("cx2")))
    nodes = {node["v"]["id"]: node for node in network.get_nodes().values()}
    assert nodes.keys() == {HARBOUR, GUARD, CAMP}
    assert nodes[HARBOUR]["v"]["aliases"] == ["HW", 'The "Watch"']
    assert nodes[GUARD]["v"]["killedMin"] == 3
    edges = [(edge["s"], edge["t"], edge["v"]["signed"]) for edge in network.get_edges().values()]
    harbour, guard, camp = (nodes[id]["id"] for id in (HARBOUR, GUARD, CAMP))
    assert edges == [(harbour, guard, -3), (guard, harbour, 1), (guard, camp, 0)]
    assert network.get_name() == "A <small> network"
    assert network.get_visual_properties()["nodeMapping"]["NODE_LABEL"]["definition"]["attribute"] == "label"


def test_cx2_declares_and_counts_what_it_has() -> None:
    aspects = {name: value for part in json.loads(written("cx2")) for name, value in part.items()}
    counts = {each["name"]: each["elementCount"] for each in aspects["metaData"]}
    assert counts == {name: len(aspects[name]) for name in counts}
    declared = aspects["attributeDeclarations"][0]
    for of in ("nodes", "edges"):
        assert {name for each in aspects[of] for name in each["v"]} <= declared[of].keys()


def test_cytoscape_json_is_read_by_networkx() -> None:
    graph = networkx.cytoscape_graph(json.loads(written("cytoscape")))
    assert graph.is_directed()
    assert {(source, target) for source, target, _ in graph.edges(keys=True)} == ENDS
    assert graph.nodes[GUARD]["killedMin"] == 3
    assert graph.nodes[HARBOUR]["label"] == "Harbour & <Watch>"


def test_graphology_json_is_read_by_graphology(tmp_path: Path) -> None:
    file = tmp_path / "small.json"
    file.write_bytes(written("graphology"))
    read = json.loads(run_script(SCRIPT, str(file)))
    assert read["type"] == "directed"
    assert {(edge["source"], edge["target"]) for edge in read["edges"]} == ENDS
    assert read["nodes"][HARBOUR]["aliases"] == ["HW", 'The "Watch"']
    assert [edge["weight"] for edge in read["edges"]] == [4, 1, 2]


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.write_file])
def test_an_undirected_network_is_told_as_one(name: str) -> None:
    assert written(name, small(directed=False)) != written(name, small(directed=True))


@pytest.mark.parametrize("name", ["gexf", "graphml", "cytoscape", "graphology", "cx2"])
def test_a_network_without_anything_in_it_can_be_written(name: str) -> None:
    text = written(name, without_nodes())
    assert json.loads(text) if name in ("cytoscape", "graphology", "cx2") else len(etree.fromstring(text))
