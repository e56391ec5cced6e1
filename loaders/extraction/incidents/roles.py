"""Who did it, to whom, through whom and where: the roles of a happening, from the parse.

Active and passive clauses, nouns with of/by/against/on/in/between, the verb that carries a noun ("launched an
attack on"), relative and participial clauses, control and coordination.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.actors import Actors
from loaders.extraction.incidents.heads import PLACED, Heads, heads_of_noun, prepositional, told_to_do
from loaders.extraction.incidents.lexicon import Rule, lexicon, word_lists
from loaders.extraction.incidents.parties import entities, find_parties, for_state
from loaders.extraction.incidents.reality import Telling
from loaders.extraction.incidents.tense import (
    conjunct_head,
    has_subject,
    is_passive,
    misread_subject,
    noun_before,
)
from loaders.extraction.incidents.triggers import REACH, Trigger
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import subjects
from ontology.facts import Party

_INSTRUMENTS = word_lists("roles")["instrument nouns"]
_KINDS_OF_PLACE = word_lists("roles")["kind of place nouns"]
_PLACES = word_lists("roles")["place prepositions"]
_TIMES = word_lists("roles")["time nouns"]
_PERSONS = (
    word_lists("classes")["people nouns"]
    | word_lists("classes")["official nouns"]
    | word_lists("roles")["group nouns"]
    | word_lists("roles")["collective nouns"]
)

STATE_ACTS = frozenset({"SANCTION", "AID", "MOBILIZE", "RETREAT", "COERCE", "COOPERATE", "ASSAULT"})
DASHES = frozenset({"—", "–", "-", "--"})


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


def find_roles(sentence: Sentence, trigger: Trigger, telling: Telling, actors: Actors) -> Roles:
    """The roles of a trigger, resolved to parties."""
    heads = Heads()
    if trigger.nominal:
        heads_of_noun(trigger.token, trigger.rule, heads)
        if telling.verb is not None:
            _of_carrier(telling.verb, trigger, heads)
    else:
        _of_verb(trigger, heads)
    if not heads.places and trigger.rule.type in PLACED:
        heads.places.extend(_opening_place(sentence, telling.verb or trigger.token))
    _see_through_events(trigger.rule, heads)
    for head in heads.targets:
        heads.places.extend(
            place for preposition, place in prepositional(head) if preposition in ("in", "at")
        )
        if trigger.rule.type in ("ASSAULT", "COERCE"):
            heads.places.extend(
                c for c in head.children if c.dep_ in ("nmod", "nmod:poss") and c.pos_ == "PROPN"
            )
    if trigger.rule.type in PLACED:
        heads.places.extend([c for head in heads.places for c in _further_in(head)])
    heads.places.extend([c for head in heads.targets + heads.places for c in _naming(head)])
    return _resolve(sentence, trigger, heads, actors)


def _opening_place(sentence: Sentence, verb: Token) -> list[Token]:
    """ "In Myanmar, soldiers killed a teacher and burned a school": the place holds of the verbs of the main clause."""
    opening = next((token for token in sentence.tokens if not token.is_punct), verb)
    governors = {verb, conjunct_head(verb)}
    if opening.dep_ != "case" or opening.head.head not in governors or opening.head.i > verb.i:
        return []
    cases = [opening, *(c for phrase in opening.head.rights for c in phrase.lefts if c.dep_ == "case")]
    return [c.head for c in cases if c.lower_ in _PLACES and c.head.lower_ not in _TIMES]


def _further_in(place: Token) -> list[Token]:
    """ "in front of a synagogue in Lyon": the places that a place lies in."""
    found = [place]
    for outer in found:
        inner = [head for preposition, head in prepositional(outer) if preposition in ("in", "at", "of")]
        found.extend(head for head in inner if head not in found)
    return found[1:]


def _naming(place: Token) -> list[Token]:
    """ "the city of Jenin", "the Rafah crossing", "Kabul's airport": what names a kind of place."""
    if place.lower_ not in _KINDS_OF_PLACE:
        return []
    return [
        c for c in place.children if c.dep_ in ("nmod", "nmod:poss", "compound", "amod") and c.pos_ == "PROPN"
    ]


def _see_through_events(rule: Rule, heads: Heads) -> None:
    """A happening is no target: to condemn an attack is to accuse the attacker, to host a forum to meet its guests."""
    events = lexicon().nouns
    for head in [h for h in heads.targets if h.lower_ in events and h.pos_ == "NOUN"]:
        event = Heads()
        heads_of_noun(head, events[head.lower_][0].rule, event)
        heads.targets.remove(head)
        heads.targets.extend(event.actors if rule.type in ("ACCUSE", "SUPPORT") else event.targets)
        heads.places.extend(event.places)


def _subjects(verb: Token, words: frozenset[str]) -> list[Token]:
    """Who does what a verb tells, or undergoes it: `words` are those of its phrase, "hostage" of "hold hostage"."""
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.nbor(-1).is_punct and verb.head.head.pos_ == "VERB":
        return subjects(verb.head.head)
    if (subject := misread_subject(verb)) is not None:
        return [subject]
    first = conjunct_head(verb)
    beside = noun_before(first)
    if beside is not None and beside.lower_ in words:
        return [beside]
    if (whose := _of_whom(first)) is not None and not has_subject(verb):
        return [whose]
    if first.dep_ in ("acl", "amod") and not has_subject(verb) and first.tag_ != "VB":
        return _standing_before(first) if first.head.lower_ in _TIMES else [first.head]
    if first.pos_ not in ("VERB", "AUX") and first != verb:
        return []
    if told_to := told_to_do(first):
        return told_to
    named = [child for child in verb.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    told = subjects(verb) or _of_clause_before(verb)
    return named or [_past_dateline(subject) for subject in told] or _standing_before(verb)


def _of_whom(participle: Token) -> Token | None:
    """ "reports of them beating prisoners", "a response to the court issuing a warrant": who stands before."""
    before = participle.nbor(-1) if participle.i > participle.sent.start else participle
    if participle.tag_ != "VBG" or before.dep_ not in ("nmod", "obl"):
        return None
    return (
        before
        if any(c.lower_ in ("of", "to", "with", "by") for c in before.lefts if c.dep_ == "case")
        else None
    )


def _of_clause_before(verb: Token) -> list[Token]:
    """ "The junta controlling Burma executed four men": the junta, which the parse gave to the clause alone."""
    clauses = [c for c in verb.lefts if c.tag_ == "VBG" and c.dep_ in ("ccomp", "csubj", "advcl", "acl")]
    return [s for clause in clauses for s in clause.lefts if s.dep_ == "nsubj"]


def _standing_before(verb: Token) -> list[Token]:
    """The noun phrase right before a finite verb that the parse gave no subject: "Senator Young (R-Ind.) voted"."""
    if verb.tag_ not in ("VBD", "VBZ"):
        return []
    words = verb.doc[verb.sent.start : verb.i]
    i = len(words) - 1
    while i >= 0 and (words[i].pos_ in ("ADV", "AUX") or words[i].text == ")"):
        i = (
            next((k for k in range(i, -1, -1) if words[k].text == "("), 0) - 1
            if words[i].text == ")"
            else i - 1
        )
    if i < 0 or words[i].pos_ not in ("NOUN", "PROPN", "PRON") or words[i].lower_ in _TIMES:
        return []
    head = words[i]
    while head.dep_ in ("flat", "compound", "nmod") and head.head.i < verb.i:
        head = head.head
    return [head]


def _past_dateline(subject: Token) -> Token:
    """The name after "WASHINGTON –", where the parse took the place for the subject."""
    following = subject.doc[subject.i + 1 : subject.i + 4]
    if subject.ent_type_ == "LOC" and subject.i < 4 and any(t.text in DASHES for t in following):
        return next((c for c in subject.rights if c.pos_ == "PROPN" and c.ent_type_ != "LOC"), subject)
    return subject


def _of_verb(trigger: Trigger, heads: Heads) -> None:
    verb, rule = trigger.token, trigger.rule
    own = _subjects(verb, trigger.words)
    undergoers = [child for child in verb.rights if child.dep_ == "obj"]
    if misread_subject(verb) is not None:
        undergoers = [verb.head]
    passive = is_passive(verb)
    if verb.dep_ == "acl:relcl" and not passive and not undergoers and verb.head not in own:
        undergoers = [verb.head]
    if passive:
        undergoers = undergoers + own
    elif rule.subject == "actor":
        heads.actors.extend(own)
    else:
        heads.targets.extend(own)
    for undergoer in undergoers:
        _of_object(undergoer, trigger, heads)
    heads.targets.extend(child for child in verb.rights if child.dep_ == "iobj")
    for preposition, head in prepositional(verb):
        if (preposition == "by" and (passive or head.dep_ == "obl:agent")) or preposition == "between":
            heads.actors.append(head)
        elif preposition in rule.target_after:
            heads.targets.append(head)
        else:
            heads.place(preposition, head, rule)
            if head.lower_ in trigger.words:
                _of_theme(head, rule, heads)
    if not heads.targets and rule.object != "place":
        heads.targets.extend(_hung_elsewhere(verb, rule))


def _hung_elsewhere(verb: Token, rule: Rule) -> list[Token]:
    """Whom a preposition soon after the verb brings, though the parse hangs it on another word: "met today with"."""
    following = verb.doc[verb.i + 1 : verb.i + REACH]
    return [
        t.head for t in following if t.dep_ == "case" and t.lower_ in rule.target_after and t.head.i > t.i
    ][:1]


def _of_object(undergoer: Token, trigger: Trigger, heads: Heads) -> None:
    """What a verb's object fills; the noun of a phrase ("impose sanctions") is nobody, unless a person's."""
    rule = trigger.rule
    told = trigger.words if rule.phrase_tells_target else _PERSONS
    if rule.object == "actor":
        heads.actors.append(undergoer)
    elif rule.object == "theme" or (undergoer.lower_ in trigger.words - told):
        _of_theme(undergoer, rule, heads)
    elif rule.object == "place":
        heads.places.append(undergoer)
    else:
        heads.targets.append(undergoer)


def _of_theme(theme: Token, rule: Rule, heads: Heads) -> None:
    """ "a letter to the President", "sanctions on Iran": the target hangs on the thing."""
    for preposition, head in prepositional(theme):
        if preposition in rule.target_after:
            heads.targets.append(head)
        else:
            heads.place(preposition, head, rule)
    heads.places.extend(_naming(theme))


def _of_carrier(verb: Token, trigger: Trigger, heads: Heads) -> None:
    """The verb that carries a noun gives its subject, and what its prepositions bring."""
    rule, noun = trigger.rule, trigger.token
    if verb.dep_ == "acl" and verb.head == noun:
        return
    if not is_passive(verb):
        heads.actors[:0] = [s for s in subjects(verb) if s != noun and s not in heads.actors]
    elif not heads.actors:
        heads.actors.extend(head for preposition, head in prepositional(verb) if preposition == "by")
    for preposition, head in prepositional(verb):
        if head == noun or preposition == "by":
            continue
        if preposition in rule.target_after - {"of", "in"}:
            heads.targets.append(head)
        else:
            heads.place(preposition, head, rule)
    heads.targets.extend(child for child in verb.rights if child.dep_ == "iobj")


def _may_be_asked(head: Token) -> bool:
    """Whether somebody, not something, is requested: "asked his team", "requested assistance"."""
    return head.pos_ in ("PROPN", "PRON") or head.lower_ in _PERSONS


def _resolve(sentence: Sentence, trigger: Trigger, heads: Heads, actors: Actors) -> Roles:
    agents = [head for head in heads.actors if head.lower_ not in _INSTRUMENTS | trigger.words]
    instrumental = len(agents) < len(heads.actors)
    for instrument in heads.actors if instrumental else ():
        if instrument not in agents:
            heads_of_noun(instrument, trigger.rule, own := Heads())
            agents.extend(own.actors)
            heads.places.extend(own.places)
    acting = find_parties(sentence, agents, actors)
    if trigger.rule.type in STATE_ACTS:
        acting = tuple(for_state(party, actors) for party in acting)
    asked = (
        heads.targets if trigger.rule.type != "REQUEST" else [h for h in heads.targets if _may_be_asked(h)]
    )
    targets = tuple(p for p in find_parties(sentence, asked, actors) if not entities([p]) & entities(acting))
    places = heads.places + (heads.targets if trigger.rule.type in ("ASSAULT", "COERCE") else [])
    located = find_parties(sentence, places, actors, "Location")
    return Roles(
        actors=acting,
        targets=targets,
        mediators=find_parties(sentence, heads.mediators, actors),
        locations=tuple(p for p in located if p.entity is not None and p.entity.startswith("location/")),
        unnamed=not acting and any(head.pos_ == "PRON" for head in heads.actors),
        instrumental=instrumental,
    )
