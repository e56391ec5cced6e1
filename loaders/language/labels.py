"""Brings the parse of the common English spaCy models to Universal Dependencies and our three kinds of names.

Those models speak ClearNLP's dependencies (prep and pobj, nsubjpass, attr) and OntoNotes' entity types. The
rules of `loaders.extraction` speak Universal Dependencies v2. What is rewritten:

- labels that only differ in name (dobj -> obj, nsubjpass -> nsubj:pass, relcl -> acl:relcl, …);
- prepositions: "strikes *on* Gaza" becomes nmod(strikes, Gaza) and case(Gaza, on);
- copulas: in "this *is* a step" the step is the head, the verb its cop;
- coordination: every conjunct hangs on the first one, its conjunction on itself;
- names: PERSON -> PER, GPE, LOC and FAC -> LOC, ORG; the others go, and so do leading articles.

Not rewritten: the heads of names ("Antony Blinken" stays headed by its last word, compound instead of flat)
and predicates that are prepositional phrases ("is in Geneva" stays headed by the verb).

ClearNLP labels: https://github.com/clir/clearnlp-guidelines
Universal Dependencies: https://universaldependencies.org
"""

from dataclasses import dataclass
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from thinc.types import Ints2d

NAME = "universal_labels"

RENAMED = {
    "agent": "case",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
    "acomp": "xcomp",
    "attr": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "prep": "case",
}
ENTITIES = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}


@dataclass(slots=True)
class Tree:
    """A dependency tree while it is rewritten; heads are token positions, a root heads itself."""

    doc: Doc
    heads: list[int]
    deps: list[str]

    def children(self, head: int) -> list[int]:
        """Positions of the direct dependents of `head`."""
        return [i for i, h in enumerate(self.heads) if h == head and i != head]

    def replace(self, old: int, new: int) -> None:
        """Puts `new` where `old` stands in the tree; `old` becomes a dependent of it."""
        self.heads[new] = new if self.heads[old] == old else self.heads[old]
        self.deps[new] = self.deps[old]
        self.heads[old] = new


def needed(nlp: Language) -> bool:
    """Whether the pipeline's own labels are those of ClearNLP or OntoNotes."""
    labels = {label for pipe in nlp.pipe_labels.values() for label in pipe}
    return not labels.isdisjoint({"pobj", "nsubjpass", "PERSON", "GPE"})


@Language.component(NAME)
def universal_labels(doc: Doc) -> Doc:
    """Rewrites the heads, dependency labels and entities of a parsed Doc in place."""
    tree = Tree(doc, [token.head.i for token in doc], [token.dep_ for token in doc])
    _turn_prepositions(tree)
    _turn_copulas(tree)
    _flatten_coordination(tree)
    _rename(tree)
    offsets = np.array([head - i for i, head in enumerate(tree.heads)], dtype="int64").view("uint64")
    deps = np.array([doc.vocab.strings.add(dep) for dep in tree.deps], dtype="uint64")
    doc.from_array(["HEAD", "DEP"], cast(Ints2d, np.stack([offsets, deps], axis=1)))
    doc.ents = tuple(_names(doc))
    return doc


def _turn_prepositions(tree: Tree) -> None:
    """prep(X, of) + pobj(of, Y) -> nmod or obl(X, Y) + case(Y, of); outer prepositions before inner ones."""
    for i, dep in enumerate(tree.deps):
        if dep not in ("prep", "agent", "dative") or tree.doc[i].pos_ not in ("ADP", "SCONJ", "PART"):
            continue
        objects = [c for c in tree.children(i) if tree.deps[c] in ("pobj", "pcomp")]
        if not objects:
            continue
        thing, governor = objects[0], tree.heads[i]
        nominal = tree.doc[governor].pos_ in NOMINAL
        clause = tree.deps[thing] == "pcomp" and tree.doc[thing].pos_ in ("VERB", "AUX")
        tree.replace(i, thing)
        for other in tree.children(i):
            tree.heads[other] = thing
        tree.deps[i] = "mark" if clause else "case"
        if dep == "agent" and not clause:
            tree.deps[thing] = "obl:agent"
        elif clause:
            tree.deps[thing] = "acl" if nominal else "advcl"
        else:
            tree.deps[thing] = "nmod" if nominal else "obl"


def _turn_copulas(tree: Tree) -> None:
    """attr or acomp(be, X) -> X takes the place and the dependents of "be", which becomes its cop."""
    for i, dep in enumerate(tree.deps):
        verb = tree.heads[i]
        if dep not in ("attr", "acomp") or tree.doc[verb].lemma_ != "be":
            continue
        siblings = [c for c in tree.children(verb) if c != i]
        if any(tree.deps[c] == "expl" for c in siblings):  # "there is a need" stays headed by "is"
            tree.deps[i] = "nsubj"
            continue
        tree.replace(verb, i)
        tree.deps[verb] = "cop"
        for sibling in siblings:
            tree.heads[sibling] = i


def _flatten_coordination(tree: Tree) -> None:
    """Chains of conjuncts hang on the first; a conjunction hangs on the conjunct that follows it."""
    for i, dep in enumerate(tree.deps):
        if dep == "conj":
            while tree.deps[tree.heads[i]] == "conj":
                tree.heads[i] = tree.heads[tree.heads[i]]
    for i, dep in enumerate(tree.deps):
        if dep == "cc":
            first = tree.heads[tree.heads[i]] if tree.deps[tree.heads[i]] == "conj" else tree.heads[i]
            later = [c for c in tree.children(first) if c > i and tree.deps[c] == "conj"]
            tree.heads[i] = later[0] if later else tree.heads[i]


def _rename(tree: Tree) -> None:
    for i, dep in enumerate(tree.deps):
        if dep == "aux" and tree.doc[i].tag_ == "TO":
            tree.deps[i] = "mark"
        elif dep == "npadvmod" and tree.doc[tree.heads[i]].pos_ in NOMINAL:
            tree.deps[i] = "nmod:unmarked"
        else:
            tree.deps[i] = RENAMED.get(dep, dep)


def _names(doc: Doc) -> list[Span]:
    """The entities of a kind we have, without articles before and possessive endings after them."""
    spans = []
    for entity in doc.ents:
        start, end = entity.start, entity.end
        while start < end and doc[start].lower_ in ("the", "a", "an"):
            start += 1
        while end > start and doc[end - 1].tag_ == "POS":
            end -= 1
        if start < end and entity.label_ in ENTITIES:
            spans.append(Span(doc, start, end, label=ENTITIES[entity.label_]))
    return spans
