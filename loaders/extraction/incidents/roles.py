"""Who did it, to whom, through whom and where: the roles of a happening, from the parse.

Active and passive clauses, nouns with of/by/against/on/in/between, the verb that carries a noun ("launched an
attack on"), relative and participial clauses, control and coordination.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.actors import Actors
from loaders.extraction.incidents.lexicon import Rule
from loaders.extraction.incidents.reality import Telling
from loaders.extraction.incidents.triggers import Trigger
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import possessor, subjects
from ontology.facts import EntityKind, Party

PLACE_PREPOSITIONS = frozenset(
    {
        "in",
        "at",
        "near",
        "across",
        "inside",
        "throughout",
        "outside",
        "around",
        "within",
        "along",
        "off",
        "over",
        "into",
        "onto",
    }
)
TRAVEL_PREPOSITIONS = PLACE_PREPOSITIONS | {"to"}
GROUPS = frozenset(
    {
        "settler",
        "rebel",
        "militia",
        "militant",
        "government",
        "police",
        "army",
        "gang",
        "regime",
        "insurgent",
        "terrorist",
        "cartel",
        "junta",
        "military",
        "jihadist",
        "separatist",
        "mob",
    }
)
PEOPLE_AS_THEY_ARE = frozenset(
    {
        "it",
        "they",
        "them",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
        "he",
        "she",
        "him",
        "her",
        "we",
        "i",
        "you",
        "us",
        "me",
        "there",
        "what",
        "one",
        "its",
        "their",
        "his",
        "all",
        "some",
        "many",
        "both",
    }
)
INSTRUMENTS = frozenset({"strike", "airstrike", "attack", "missile", "rocket", "drone", "bomb", "shell", "bullet", "explosion", "blast", "shelling", "bombardment", "assault", "fire", "raid", "violence", "fighting", "war", "conflict", "invasion", "offensive", "gunfire", "weapon", "incident", "crash", "earthquake", "massacre", "shooting", "bombing"})
MEDIATION = frozenset({"broker", "mediate", "facilitate", "negotiate", "sponsor"})
AGENTS_OF = frozenset({"visit", "trip", "resignation", "violence", "aggression", "statement", "delegation"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of one mention, each in text order and once."""

    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    mediators: tuple[Party, ...] = ()
    locations: tuple[Party, ...] = ()
    unnamed: bool = False
    """Whether a pronoun that nobody resolves acts."""
    instrumental: bool = False
    """Whether what strikes is a weapon or a blow told before: "the missiles hit a school"."""

    @property
    def participants(self) -> tuple[Party, ...]:
        """Actors and targets."""
        return self.actors + self.targets


@dataclass(slots=True)
class _Heads:
    """Heads of the phrases that fill each role, before they are resolved."""

    actors: list[Token]
    targets: list[Token]
    mediators: list[Token]
    places: list[Token]


def find_roles(sentence: Sentence, trigger: Trigger, telling: Telling, actors: Actors) -> Roles:
    """The roles of a trigger, resolved to parties."""
    heads = _Heads([], [], [], [])
    if trigger.nominal:
        _of_noun(trigger.token, trigger.rule, heads)
        if telling.verb is not None:
            _of_carrier(telling.verb, trigger, heads)
    else:
        _of_verb(trigger.token, trigger.rule, heads)
    return _resolve(sentence, trigger, heads, actors)


def prepositional(head: Token) -> Iterator[tuple[str, Token]]:
    """The phrases at a word with their prepositions: "with Israel" is ("with", Israel)."""
    for child in head.children:
        if child.dep_ in ("obl", "nmod", "obl:agent", "advcl", "obl:unmarked") and child.pos_ not in (
            "VERB",
            "AUX",
        ):
            case = next((c.lower_ for c in child.lefts if c.dep_ == "case"), "")
            if case:
                yield case, child


def is_passive(verb: Token) -> bool:
    """Whether the subject of a verb undergoes it: passive, or a past participle at a noun."""
    if any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children):
        return True
    if verb.tag_ in ("VBN", "JJ"):
        if verb.dep_ in ("acl", "amod"):
            return True
        if verb.dep_ == "conj" and verb.head != verb:
            return is_passive(verb.head) and not any(c.dep_ in ("nsubj", "obj") for c in verb.children)
        if verb.dep_ in ("xcomp", "ccomp", "advcl", "ROOT"):
            return not any(c.dep_ in ("aux", "obj") for c in verb.children)
    return False


def _subjects(verb: Token) -> list[Token]:
    if verb.dep_ in ("acl", "amod"):
        return [verb.head]
    return subjects(verb)


def _of_verb(verb: Token, rule: Rule, heads: _Heads) -> None:
    passive = is_passive(verb)
    own = _subjects(verb) or [c for c in verb.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    undergoers = [child for child in verb.rights if child.dep_ == "obj"]
    if passive:
        undergoers = undergoers or own
    else:
        heads.actors.extend(own)
        if not undergoers and verb.dep_ == "conj":
            undergoers = []
    match rule.object:
        case "target":
            heads.targets.extend(undergoers)
        case "place":
            heads.places.extend(undergoers)
        case "theme":
            for undergoer in undergoers:
                _of_theme(undergoer, rule, heads)
    heads.targets.extend(child for child in verb.rights if child.dep_ == "iobj")
    _of_obliques(verb, rule, heads, passive=passive)


def _of_theme(theme: Token, rule: Rule, heads: _Heads) -> None:
    """ "a letter to the President", "sanctions on Iran": the target hangs on the thing."""
    for preposition, head in prepositional(theme):
        if preposition in rule.target_after:
            heads.targets.append(head)


def _of_obliques(verb: Token, rule: Rule, heads: _Heads, *, passive: bool) -> None:
    for preposition, head in prepositional(verb):
        if preposition == "by" and (passive or head.dep_ == "obl:agent"):
            heads.actors.append(head)
        elif preposition in rule.target_after:
            heads.targets.append(head)
        elif preposition in (TRAVEL_PREPOSITIONS if rule.object == "place" else PLACE_PREPOSITIONS):
            heads.places.append(head)


def _of_noun(noun: Token, rule: Rule, heads: _Heads) -> None:
    owner = possessor(noun)
    by_agent = [head for preposition, head in prepositional(noun) if preposition == "by"]
    named = [
        c
        for c in noun.lefts
        if c.dep_ in ("compound", "amod")
        and (c.ent_type_ in ("ORG", "LOC", "PER") or _is_demonym(c) or c.lemma_.lower() in GROUPS)
    ]
    if owner is not None:
        (heads.targets if rule.possessor == "target" and not _has_of(noun) else heads.actors).append(owner)
    if by_agent:
        heads.actors.extend(by_agent)
    elif owner is None and named:
        heads.actors.append(named[0])
    for preposition, head in _phrases_at(noun):
        if preposition == "by":
            continue
        if preposition == "between":
            heads.actors.append(head)
        elif preposition in rule.target_after:
            heads.targets.append(head)
        elif preposition == "of" and not heads.actors:
            heads.actors.append(head)
        elif preposition in (TRAVEL_PREPOSITIONS if rule.object == "place" else PLACE_PREPOSITIONS):
            heads.places.append(head)
    for clause in noun.rights:
        if clause.dep_ == "acl" and clause.tag_ == "VBN":
            _of_participle(clause, rule, heads)
        elif (
            clause.dep_ == "acl"
            and clause.tag_ == "VBG"
            and clause.lemma_ in ("target", "involve", "include", "kill")
        ):
            heads.targets.extend(c for c in clause.rights if c.dep_ == "obj")


def _phrases_at(noun: Token) -> list[tuple[str, Token]]:
    """The noun's phrases, and the one that follows it even where the parse hangs it elsewhere."""
    found = list(prepositional(noun))
    if noun.i + 1 < len(noun.doc):
        after = noun.nbor(1)
        if after.dep_ == "case" and after.head.i > after.i and all(head != after.head for _, head in found):
            found.insert(0, (after.lower_, after.head))
    return found


def _of_participle(clause: Token, rule: Rule, heads: _Heads) -> None:
    """ "violence committed by X", "fire directed at Y", "talks brokered by Z"."""
    for preposition, head in prepositional(clause):
        if preposition == "by":
            (heads.mediators if clause.lemma_ in MEDIATION else heads.actors).append(head)
        elif preposition in (
            "at",
            "against",
            "on",
            "with",
            "toward",
            "towards",
        ) and preposition in rule.target_after | {"at", "against", "with"}:
            heads.targets.append(head)
        elif preposition in PLACE_PREPOSITIONS:
            heads.places.append(head)


def _of_carrier(verb: Token, trigger: Trigger, heads: _Heads) -> None:
    """The verb that carries a noun gives its subject, and what its prepositions bring."""
    rule = trigger.rule
    if verb.dep_ == "acl" and verb.head == trigger.token:
        return
    passive = is_passive(verb)
    if not passive:
        found = [s for s in subjects(verb) if s != trigger.token]
        heads.actors[:0] = [s for s in found if s not in heads.actors]
    elif not heads.actors:
        heads.actors.extend(head for preposition, head in prepositional(verb) if preposition == "by")
    for preposition, head in prepositional(verb):
        if head == trigger.token or preposition == "by":
            continue
        if preposition in rule.target_after - {"of", "in"}:
            heads.targets.append(head)
        elif preposition in PLACE_PREPOSITIONS:
            heads.places.append(head)
    heads.targets.extend(child for child in verb.rights if child.dep_ == "iobj")


def _has_of(noun: Token) -> bool:
    return any(preposition == "of" for preposition, _ in prepositional(noun))


def _is_demonym(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("ADJ", "PROPN") and not token.is_sent_start


def _resolve(sentence: Sentence, trigger: Trigger, heads: _Heads, actors: Actors) -> Roles:
    places = _parties(sentence, heads.places, actors, "Location")
    locations = tuple(p for p in places if p.entity is not None and p.entity.startswith("location/"))
    agents = [head for head in heads.actors if head.lemma_.lower() not in INSTRUMENTS]
    instrumental = len(agents) < len(heads.actors)
    acting = _parties(sentence, agents, actors, None)
    targets = tuple(p for p in _parties(sentence, heads.targets, actors, None) if p not in acting)
    if trigger.rule.type == "ASSAULT":
        struck = _parties(sentence, heads.targets, actors, "Location")
        locations += tuple(
            p for p in struck if p.entity and p.entity.startswith("location/") and p not in locations
        )
    unnamed = not acting and any(head.pos_ == "PRON" for head in heads.actors)
    mediators = _parties(sentence, heads.mediators, actors, None)
    return Roles(acting, targets, mediators, locations, unnamed, instrumental)


def _parties(
    sentence: Sentence, heads: Iterable[Token], actors: Actors, kind: EntityKind | None
) -> tuple[Party, ...]:
    found: list[Party] = []
    for head in heads:
        if not _can_be_party(head):
            continue
        for party in actors.parties(sentence, head, kind):
            if party.entity is None and party.words.lower() in PEOPLE_AS_THEY_ARE:
                continue
            if not any(_same(party, other) for other in found):
                found.append(party)
    return tuple(found)


def _same(a: Party, b: Party) -> bool:
    return a.entity == b.entity if a.entity is not None else a.words.casefold() == b.words.casefold()


TIMES = frozenset(
    {
        "day",
        "hour",
        "week",
        "month",
        "year",
        "today",
        "time",
        "morning",
        "evening",
        "night",
        "october",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "november",
        "december",
        "weekend",
        "moment",
        "decade",
        "century",
    }
)


def _can_be_party(head: Token) -> bool:
    return head.pos_ not in ("VERB", "AUX", "ADV", "NUM") and head.lemma_.lower() not in TIMES


def entities(parties: Collection[Party]) -> frozenset[str]:
    """The entities among parties, or the words where a party names none."""
    return frozenset(p.entity or p.words.casefold() for p in parties)
