"""Parses of the common English spaCy models are brought to Universal Dependencies."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from loaders.language.labels import needed, universal_labels

Row = tuple[str, str, str, int]
"""Word, universal tag, ClearNLP label, position of the head."""


def clearnlp(rows: list[Row], lemmas: dict[str, str] | None = None, ents: list[str] | None = None) -> Doc:
    """A Doc as such a model would give it."""
    words = [row[0] for row in rows]
    return Doc(
        English().vocab,
        words=words,
        pos=[row[1] for row in rows],
        tags=["TO" if row[1] == "PART" else "" for row in rows],
        deps=[row[2] for row in rows],
        heads=[row[3] for row in rows],
        lemmas=[(lemmas or {}).get(word, word) for word in words],
        ents=ents,
    )


def arcs(doc: Doc) -> list[str]:
    """Each word as label(head, word)."""
    return [f"{token.dep_}({token.head.text}, {token.text})" for token in universal_labels(doc)]


def test_a_passive_and_its_agent() -> None:
    doc = clearnlp(
        [
            ("Civilians", "NOUN", "nsubjpass", 2),
            ("were", "AUX", "auxpass", 2),
            ("killed", "VERB", "ROOT", 2),
            ("by", "ADP", "agent", 2),
            ("soldiers", "NOUN", "pobj", 3),
        ]
    )
    assert arcs(doc) == [
        "nsubj:pass(killed, Civilians)",
        "aux:pass(killed, were)",
        "ROOT(killed, killed)",
        "case(soldiers, by)",
        "obl:agent(killed, soldiers)",
    ]


def test_a_preposition_becomes_the_case_of_its_noun() -> None:
    doc = clearnlp(
        [
            ("strikes", "NOUN", "ROOT", 0),
            ("on", "ADP", "prep", 0),
            ("camps", "NOUN", "pobj", 1),
            ("in", "ADP", "prep", 2),
            ("Gaza", "PROPN", "pobj", 3),
        ]
    )
    assert arcs(doc) == [
        "ROOT(strikes, strikes)",
        "case(camps, on)",
        "nmod(strikes, camps)",
        "case(Gaza, in)",
        "nmod(camps, Gaza)",
    ]


def test_a_preposition_before_a_clause_becomes_its_mark() -> None:
    doc = clearnlp(
        [
            ("insist", "VERB", "ROOT", 0),
            ("on", "ADP", "prep", 0),
            ("returning", "VERB", "pcomp", 1),
            ("hostages", "NOUN", "dobj", 2),
        ]
    )
    assert arcs(doc) == [
        "ROOT(insist, insist)",
        "mark(returning, on)",
        "advcl(insist, returning)",
        "obj(returning, hostages)",
    ]


def test_what_follows_be_is_the_head() -> None:
    doc = clearnlp(
        [
            ("This", "PRON", "nsubj", 1),
            ("is", "AUX", "ROOT", 1),
            ("welcome", "ADJ", "acomp", 1),
            (".", "PUNCT", "punct", 1),
        ],
        lemmas={"is": "be"},
    )
    assert arcs(doc) == [
        "nsubj(welcome, This)",
        "cop(welcome, is)",
        "ROOT(welcome, welcome)",
        "punct(welcome, .)",
    ]


def test_what_there_is_is_a_subject() -> None:
    doc = clearnlp(
        [("There", "PRON", "expl", 1), ("is", "AUX", "ROOT", 1), ("hope", "NOUN", "attr", 1)],
        lemmas={"is": "be"},
    )
    assert arcs(doc) == ["expl(is, There)", "ROOT(is, is)", "nsubj(is, hope)"]


def test_conjuncts_hang_on_the_first() -> None:
    doc = clearnlp(
        [
            ("condemn", "VERB", "ROOT", 0),
            (",", "PUNCT", "punct", 0),
            ("reject", "VERB", "conj", 0),
            ("and", "CCONJ", "cc", 2),
            ("deplore", "VERB", "conj", 2),
        ]
    )
    assert arcs(doc)[2:] == ["conj(condemn, reject)", "cc(deplore, and)", "conj(condemn, deplore)"]


def test_names_are_kept_without_article_and_others_go() -> None:
    rows: list[Row] = [
        ("The", "DET", "det", 2),
        ("United", "PROPN", "compound", 2),
        ("Nations", "PROPN", "nsubj", 3),
        ("told", "VERB", "ROOT", 3),
        ("Israeli", "ADJ", "amod", 5),
        ("leaders", "NOUN", "dobj", 3),
        ("in", "ADP", "prep", 3),
        ("Geneva", "PROPN", "pobj", 6),
    ]
    doc = clearnlp(rows, ents=["B-ORG", "I-ORG", "I-ORG", "O", "B-NORP", "O", "O", "B-GPE"])
    assert [(e.text, e.label_) for e in universal_labels(doc).ents] == [
        ("United Nations", "ORG"),
        ("Geneva", "LOC"),
    ]


@pytest.mark.parametrize(
    ("labels", "expected"), [(["obl", "nsubj:pass"], False), (["pobj", "nsubjpass"], True)]
)
def test_only_parsers_with_clearnlp_labels_need_it(labels: list[str], expected: bool) -> None:
    nlp = English()
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)  # type: ignore[attr-defined]
    assert needed(nlp) is expected
