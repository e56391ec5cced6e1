"""Facts turned round: what was found in each sentence."""

from datetime import date

from loaders.extraction.explain import explain
from ontology.facts import Demand, Document, Entity, Extractor, Facts, Found, Party, Position, Span

TEXT = "Oslo condemns the raid. It rained. Bergen must stop it."
OSLO = Entity("organization/oslo", "Oslo", "Organization", (Span(0, 4),), Found("register", 1.0))
POSITION = Position(
    Party("Oslo", "organization/oslo"),
    "condemns",
    -1,
    Span(14, 22),
    Span(0, 23),
    Found("positions.verb.condemn", 0.8),
)
DEMAND = Demand(
    Party("Oslo", "organization/oslo"),
    (Party("Bergen"),),
    Span(47, 54),
    "do",
    "demand",
    Span(35, 55),
    Found("demands.modal.must", 0.8),
    topics=("ceasefire",),
)
FACTS = Facts(
    document=Document(TEXT, "", "test"),
    extractor=Extractor("rostra", "0", "none"),
    issuers=("organization/oslo",),
    issued=date(2023, 1, 27),
    passages=(Span(0, 23), Span(24, 34), Span(35, 55)),
    entities=(OSLO,),
    reports=(),
    positions=(POSITION,),
    demands=(DEMAND,),
)


def test_every_sentence_is_told_with_what_was_found_in_it() -> None:
    first, second, third = explain(FACTS)
    assert [finding.kind for finding in first.findings] == ["entity", "position"]
    assert second.text == "It rained."
    assert second.findings == ()
    assert [finding.found.rule for finding in third.findings] == ["demands.modal.must"]


def test_findings_are_told_in_words() -> None:
    first, _, third = explain(FACTS)
    assert first.findings[1].summary == "Oslo condemns: the raid"
    assert third.findings[0].summary == "Oslo, demand to Bergen: stop it [ceasefire]"
