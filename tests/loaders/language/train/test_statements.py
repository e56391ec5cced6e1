"""Unannotated statements become running text; annotated paragraphs are set as a press office sets them."""

import gzip
import json
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.training import Example

from loaders.language.train.augment import press_office
from loaders.language.train.statements import running_paragraphs, write_tokens


def test_wrapped_markdown_is_put_on_one_line_a_paragraph() -> None:
    text = "# Heading\n\n- The **council**\n  met.\n\n\n> \\[applause\\]"
    assert list(running_paragraphs(text)) == ["Heading", "- The council met.", "[applause]"]


def test_tokens_are_written_in_lower_case(tmp_path: Path) -> None:
    record = json.dumps({"text": "It didn't.\n\nGo!"}) + "\n"
    (tmp_path / "a.jsonl").write_text(record, encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(record.encode()))
    target = tmp_path / "tokens.txt"
    assert write_tokens(spacy.blank("en"), tmp_path, target) == 12
    assert target.read_text(encoding="utf-8") == "it did n't .\ngo !\n" * 2


def test_a_rewritten_paragraph_keeps_its_annotation() -> None:
    nlp = spacy.blank("en")
    words, tags = ['"', "Let", "'s", "--", '"'], ["``", "VB", "PRP", ":", "''"]
    example = Example(
        nlp.make_doc('"Let\'s --"'),
        Doc(nlp.vocab, words=words, tags=tags, spaces=[False, False, True, False, False]),
    )
    shouted = press_office(typography=1, capitals=1, lower=0, seed=1)
    (rewritten,) = shouted(nlp, example)
    assert rewritten.reference.text == "“LET’S —”"
    assert [token.tag_ for token in rewritten.reference] == tags
    (same,) = press_office(typography=0, capitals=0, lower=0, seed=1)(nlp, example)
    assert same is example


def test_a_rewritten_paragraph_gets_no_annotation_it_did_not_have() -> None:
    nlp = spacy.blank("en")
    example = Example(nlp.make_doc("Ann left."), Doc(nlp.vocab, words=["Ann", "left."], ents=["B-PER", "O"]))
    (rewritten,) = press_office(typography=0, capitals=1, lower=0, seed=1)(nlp, example)
    layers = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "SENT_START")
    assert [entity.text for entity in rewritten.reference.ents] == ["ANN"]
    assert not any(rewritten.reference.has_annotation(layer) for layer in layers)
