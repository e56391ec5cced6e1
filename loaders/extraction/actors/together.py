"""Persons who are named together, and who "the two leaders", "the Senators" and "they" mean by that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from loaders.extraction.actors.coreference import Named
from loaders.extraction.inflection import verb_forms
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import NOMINAL_SUBJECTS
from loaders.extraction.words import actor_words
from ontology.facts import Entity, EntityId

PEERS = frozenset({"leader", "president", "minister", "advisor", "adviser"})
"""Plural, with "the", these are the two persons who talk with each other, if none are named together."""
JOINING = frozenset({"and", "&", ","})
WIDEST_GAP = 8
"""Most tokens between two names of a series: "(D-CA), co-chair of the Caucus, and Senator"."""
REACH = 12
"""How many sentences back a description reaches."""
NEAR = 4
"""How many sentences back a pronoun reaches."""
TALKING = frozenset(
    form
    for verb in (
        "discuss agree review exchange consult affirm reaffirm express deplore commit welcome condemn underscore note"
    ).split()
    for form in verb_forms(verb)
)
"""What two do who talk with each other."""
MEETING = frozenset(form for verb in "meet speak talk host confer".split() for form in verb_forms(verb))
Group = tuple[Entity, ...]


class Together:
    """The series of persons in a statement, sentence by sentence."""

    def __init__(self, by_sentence: Mapping[int, Sequence[Named]]) -> None:
        self._officials = {
            index: [named for named in all_named if named.entity.kind == "Official"]
            for index, all_named in by_sentence.items()
        }

    def joined(self, sentence: Sentence, head: Token) -> Group:
        """The series of the person whom `head` names; empty where it is one person alone.

        By place, not by the tree: parsers take the second of two names for a part of the first.
        """
        for group in self._groups(sentence.index):
            place = next((i for i, named in enumerate(group) if named.mention.head == head), None)
            if place is not None and not any(_is_governed(named.mention.head) for named in group[:place]):
                return _persons(group)
        return ()

    def described(self, sentence: Sentence, noun: Token) -> Group:
        """Whom "the Senators" or "both Presidents" mean: those last named together, else the last two who talk."""
        word = _singular(noun)
        several = {child.lower_ for child in noun.lefts} & {"the", "these", "both", "two"}
        if not several or not _is_plural(noun) or word not in PEERS | actor_words().describing_persons:
            return ()
        for index in range(sentence.index, max(-1, sentence.index - REACH), -1):
            groups = [
                g for g in self._groups(index) if index < sentence.index or g[-1].mention.whole.end <= noun.i
            ]
            if groups:
                return _persons(groups[-1])
        return self._last_two(sentence, noun) if word in PEERS else ()

    def they(self, sentence: Sentence, pronoun: Token) -> Group:
        """The persons of the nearest sentence before, if a series of them is its subject."""
        for index in range(sentence.index, max(-1, sentence.index - NEAR - 1), -1):
            named = [
                n
                for n in self._officials.get(index, ())
                if index < sentence.index or n.mention.head.i < pronoun.i
            ]
            for group in self._groups(index):
                if group[0] in named and group[0].mention.head.dep_ in NOMINAL_SUBJECTS:
                    return _persons(group)
            if any(n.is_subject for n in named):
                break
        return self._who_met(sentence, pronoun) if pronoun.head.lower_ in TALKING else ()

    def _who_met(self, sentence: Sentence, pronoun: Token) -> Group:
        """Whom "They discussed the truce" means where one of two is told of in between: those told to have met."""
        for index in range(sentence.index - 1, max(-1, sentence.index - REACH), -1):
            named = sorted(self._officials.get(index, ()), key=lambda n: n.mention.whole.start)
            for one in named:
                verb = one.mention.head.head
                if one.mention.head.dep_ not in NOMINAL_SUBJECTS or verb.lower_ not in MEETING:
                    continue
                others = [n for n in named if n.mention.head.i > verb.i and n.entity.id != one.entity.id]
                if others:
                    return (one.entity, others[0].entity)
        return ()

    def _groups(self, index: int) -> list[list[Named]]:
        """The series of two or more persons in a sentence, each closed by "and"."""
        groups: list[list[Named]] = []
        for named in sorted(self._officials.get(index, ()), key=lambda n: n.mention.whole.start):
            last = groups[-1][-1] if groups else None
            if last is not None and _follows(last, named):
                groups[-1].append(named)
            else:
                groups.append([named])
        return [group for group in groups if len(group) > 1 and _is_closed(group)]

    def _last_two(self, sentence: Sentence, noun: Token) -> Group:
        found: dict[EntityId, Entity] = {}
        for index in range(sentence.index, -1, -1):
            for named in reversed(self._officials.get(index, ())):
                if index < sentence.index or named.mention.whole.end <= noun.i:
                    found.setdefault(named.entity.id, named.entity)
            if len(found) > 1:
                return tuple(list(found.values())[1::-1])
        return ()


def _persons(group: Sequence[Named]) -> Group:
    return tuple({named.entity.id: named.entity for named in group}.values())


def _follows(one: Named, other: Named) -> bool:
    """Whether only a series stands between two names: "and", a comma, what describes the first, no verb."""
    doc, start, end = one.mention.whole.doc, one.mention.whole.end, other.mention.whole.start
    between = doc[start:end]
    words = [token for token in between if token.dep_ != "det"]
    joins = 0 < len(words) <= WIDEST_GAP and words[-1].lower_ in JOINING
    return joins and not any(token.tag_.startswith(("VB", "MD")) for token in between)


def _is_governed(head: Token) -> bool:
    """Whether a name is part of what is said of another subject: "met with *Ann* and Bob said"."""
    return head.dep_ in {"obj", "iobj", *NOMINAL_SUBJECTS} or any(
        child.dep_ == "case" for child in head.lefts
    )


def _is_closed(group: Sequence[Named]) -> bool:
    last = group[-1].mention.whole
    before = [token for token in last.doc[max(0, last.start - 2) : last.start] if token.dep_ != "det"]
    return bool(before) and before[-1].lower_ in {"and", "&"}


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in {"NNS", "NNPS"}


def _singular(noun: Token) -> str:
    lemma = noun.lemma_.lower()
    if lemma.endswith("men"):
        return f"{lemma[:-3]}man"
    return lemma.removesuffix("s") if lemma not in PEERS else lemma
