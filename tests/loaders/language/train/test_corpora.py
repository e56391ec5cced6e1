"""Annotated corpora become spaCy Docs with the text as it was written and names of one scheme."""

import gzip
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

pytest.importorskip("conllu", reason="needs the train extra")
from loaders.language.train import corpora

EWT = """\
# newdoc id = letter
# newpar id = letter-p1
# sent_id = letter-1
# text = They can't stay. Go!
1\tThey\tthey\tPRON\tPRP\tNumber=Plur\t4\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tstay\tstay\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = letter-2
# text = Ann left.
1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
2.1\twent\tgo\tVERB\tVBD\t_\t_\t_\t_\t_
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
UNER = """\
# sent_id = letter-1
1\tThey\tO
2\tstay\tO

# sent_id = letter-2
1\tAnn\tB-PER\t-\tx
2\tleft\tB-OTH\t-\tx
3\t.\tO\t-\t-

"""
GUM = """\
# newdoc id = news
# sent_id = news-1
# text = President Ann Lee of the Red Cross spoke in a town.
1\tPresident\tpresident\tPROPN\tNNP\t_\t8\tnsubj\t_\tEntity=(1-person-new-x
2\tAnn\tAnn\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tLee\tLee\tPROPN\tNNP\t_\t1\tflat\t_\t_
4\tof\tof\tADP\tIN\t_\t7\tcase\t_\t_
5\tthe\tthe\tDET\tDT\t_\t7\tdet\t_\tEntity=(2-organization-new-x
6\tRed\tRed\tPROPN\tNNP\t_\t7\tcompound\t_\t_
7\tCross\tCross\tPROPN\tNNP\t_\t1\tnmod\t_\tEntity=2)1)
8\tspoke\tspeak\tVERB\tVBD\t_\t0\troot\t_\t_
9\tin\tin\tADP\tIN\t_\t11\tcase\t_\t_
10\ta\ta\tDET\tDT\t_\t11\tdet\t_\tEntity=(3-place-new-x
11\ttown\ttown\tNOUN\tNN\t_\t8\tobl\t_\tEntity=3)|SpaceAfter=No
12\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_

"""
CROSSNER = "The\tO\nGreen\tB-politicalparty\nParty\tI-politicalparty\n's\tO\nvictory\tB-election\n.\tO\n"


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(entity.text, entity.label_) for entity in doc.ents]


@pytest.fixture
def letter(tmp_path: Path) -> Doc:
    """One paragraph of a treebank with two sentences; its name file lacks some words of the first."""
    written(tmp_path / "UD_English-EWT" / "en_ewt-ud-dev.conllu.gz", EWT)
    written(tmp_path / "UNER_English-EWT" / "en_ewt-ud-dev.iob2.gz", UNER)
    (doc,) = corpora.ewt(Vocab(), tmp_path, "dev")
    return doc


def test_a_paragraph_is_one_doc_with_the_spacing_of_its_text(letter: Doc) -> None:
    assert letter.text.strip() == "They can't stay. Ann left."
    assert [sentence.text.strip() for sentence in letter.sents] == ["They can't stay.", "Ann left."]


def test_syntax_is_taken_over(letter: Doc) -> None:
    left = letter[6]
    assert (left.text, left.tag_, left.pos_, left.lemma_) == ("left", "VBD", "VERB", "leave")
    assert [(child.text, child.dep_) for child in left.children] == [("Ann", "nsubj"), (".", "punct")]


def test_names_are_unknown_where_the_releases_differ(letter: Doc) -> None:
    assert names(letter) == [("Ann", "PER")]
    assert {token.text for token in letter if not token.ent_iob_} == {"They", "ca", "n't", "stay", "."}
    assert letter[6].ent_iob_ == "O"


def test_of_nested_mentions_the_names_are_taken_without_titles(tmp_path: Path) -> None:
    written(tmp_path / "GUM" / "news.conllu.gz", GUM)
    (doc,) = corpora.gum(Vocab(), tmp_path)
    assert names(doc) == [("Ann Lee", "PER"), ("Red Cross", "ORG")]


def test_words_without_spacing_get_it_back(tmp_path: Path) -> None:
    for part in ("train", "dev", "test"):
        written(tmp_path / "CrossNER_politics" / f"{part}.txt", CROSSNER)
    doc = next(corpora.crossner(Vocab(), tmp_path))
    assert doc.text.strip() == "The Green Party's victory."
    assert names(doc) == [("Green Party", "ORG")]
