"""The pipeline that ships with the package loads, parses paragraphs and keeps the text it was given."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.language import Language

from loaders.language.pipeline import OWN, load_pipeline
from ontology.errors import ModelError

CARD = Path(__file__).parents[3] / "docs" / "model-card.md"
MEGABYTE = 1_000_000
PARAGRAPH = (
    "The Ministry condemned the attack on the village. It was carried out by armed settlers, "
    "and the government of Norland must protect its people."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def test_it_is_loaded_once(nlp: Language) -> None:
    assert load_pipeline() is nlp


def test_sentences_have_their_offsets_in_the_text(nlp: Language) -> None:
    sentences = [PARAGRAPH[s.start_char : s.end_char] for s in nlp(PARAGRAPH).sents]
    assert sentences == [PARAGRAPH[:49], PARAGRAPH[50:]]


def test_dependencies_are_universal(nlp: Language) -> None:
    doc = nlp(PARAGRAPH)
    arcs = {(token.dep_, token.head.lemma_, token.lemma_) for token in doc}
    assert {("nsubj", "condemn", "Ministry"), ("obj", "condemn", "attack")} <= arcs
    assert {("nsubj:pass", "carry", "it"), ("aux:pass", "carry", "be"), ("aux", "protect", "must")} <= arcs


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("supports", "support"), ("urged", "urge"), ("calling", "call"), ("has", "have"), ("struck", "strike")],
)
def test_verbs_have_their_lemma(nlp: Language, form: str, lemma: str) -> None:
    doc = nlp(f"The president {form} the council." if form != "calling" else "She is calling the council.")
    assert [token.lemma_ for token in doc][2] == lemma


def test_names_are_people_organizations_and_places(nlp: Language) -> None:
    doc = nlp("John Smith of the United Nations arrived in Paris on Friday.")
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("John Smith", "PER"),
        ("United Nations", "ORG"),
        ("Paris", "LOC"),
    ]


@given(st.text(max_size=200))
def test_no_text_is_lost(text: str) -> None:
    assert load_pipeline()(text).text == text


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelError, match=r"'en_unheard_of' is not installed.*ROSTRA_SPACY_MODEL"):
        load_pipeline("en_unheard_of")


def test_a_pipeline_that_does_not_parse_is_refused(tmp_path: Path) -> None:
    English().to_disk(tmp_path)
    with pytest.raises(ModelError, match="without ner and parser"):
        load_pipeline(str(tmp_path))


def test_the_folder_weighs_less_than_15_megabytes() -> None:
    assert sum(path.stat().st_size for path in OWN.rglob("*") if path.is_file()) < 15 * MEGABYTE


def test_the_model_card_says_what_was_measured() -> None:
    measured = json.loads((OWN / "meta.json").read_text(encoding="utf-8"))["performance"]
    rows = re.findall(r"^\| ([\w ]+?) \| ([\d.]+) \|$", CARD.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: float(figure) for name, figure in rows} == {
        name: figure for name, figure in measured.items() if name != "words per second"
    }
