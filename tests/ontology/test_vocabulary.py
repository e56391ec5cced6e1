"""The ontology's files and the typed vocabulary agree, and every term says what it means."""

from __future__ import annotations

import json
from typing import get_args, get_type_hints

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef

from ontology import documentation, facts
from ontology.context import build_context, read_context
from ontology.errors import VocabularyError
from ontology.vocabulary import NAMESPACE, ROSTRA, _Reader, load_graph, load_vocabulary

VOCABULARY = load_vocabulary()


def test_a_demand_knows_its_addressees_and_an_organization_the_demands_it_received() -> None:
    addressees = VOCABULARY.classes["Demand"].relations["addressees"]
    assert (addressees.type, addressees.target, addressees.many) == ("ADDRESSEE", "Entity", True)
    received = VOCABULARY.incoming("Organization")["demandsReceived"]
    assert [relation.source for relation in received] == ["Demand"]


def test_what_is_inherited_is_there() -> None:
    position = VOCABULARY.classes["Position"]
    assert {"id", "confidence", "rule", "stance"} <= set(position.fields)
    assert {"passage", "run", "holder"} <= set(position.relations)
    assert VOCABULARY.concrete("Actor") == ("Organization", "Official")


def test_aligned_classes_of_other_vocabularies_are_kept_apart_from_our_own() -> None:
    organization = VOCABULARY.classes["Organization"]
    assert organization.parents == ("Actor", "Entity", "Node")
    assert "http://www.w3.org/ns/org#Organization" in organization.aligned


def test_every_class_and_property_has_a_label_and_a_comment_and_is_used() -> None:
    graph = load_graph()
    used = {str(path) for path in graph.objects(None, SH.path)} | {str(ROSTRA.id)}
    kinds = (OWL.DatatypeProperty, OWL.ObjectProperty, RDF.Property)
    properties = {str(s) for kind in kinds for s in graph.subjects(RDF.type, kind)}
    assert properties == used
    for iri in (*properties, *(cls.iri for cls in VOCABULARY.classes.values())):
        assert graph.value(URIRef(iri), RDFS.label), iri
        assert graph.value(URIRef(iri), RDFS.comment), iri


def test_the_shapes_agree_with_the_ranges_of_the_properties() -> None:
    graph = load_graph()
    for cls in VOCABULARY.classes.values():
        for field in cls.fields.values():
            declared = graph.value(URIRef(field.iri), RDFS.range)
            if declared is None:
                assert field.name == "polarity"
            elif field.scheme:
                assert declared == SKOS.Concept, field
            else:
                assert str(declared).endswith("#" + field.datatype), field
        for relation in cls.relations.values():
            widest = str(graph.value(URIRef(relation.iri), RDFS.range)).removeprefix(NAMESPACE)
            assert relation.target == widest or widest in VOCABULARY.classes[relation.target].parents, (
                relation
            )


@pytest.mark.parametrize("name", VOCABULARY.labels)
def test_names_of_fields_and_ways_there_and_back_never_collide(name: str) -> None:
    cls = VOCABULARY.classes[name]
    names = [*cls.fields, *cls.relations, *VOCABULARY.incoming(name)]
    assert len(names) == len(set(names))


def test_the_codes_in_the_facts_are_the_codes_of_the_schemes() -> None:
    assert get_args(facts.EntityKind) == VOCABULARY.concrete("Entity")
    polarity = get_type_hints(facts.Demand)["polarity"]
    assert get_args(polarity) == VOCABULARY.schemes["DemandPolarity"].notations


def test_the_context_file_is_what_the_vocabulary_gives() -> None:
    assert json.loads(read_context()) == build_context(VOCABULARY)


def test_a_shape_over_an_undeclared_property_is_refused() -> None:
    broken = Graph() + load_graph()
    broken.remove((ROSTRA.stance, RDFS.label, None))
    with pytest.raises(VocabularyError, match=r"stance.*label"):
        _Reader(broken).vocabulary()


def test_the_page_about_the_ontology_is_what_the_vocabulary_gives() -> None:
    assert documentation.FILE.read_text("utf-8") == documentation.render(VOCABULARY)
