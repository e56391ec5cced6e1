"""Who did it, to whom, through whom and where: the roles of a happening, from the parse.

Active and passive clauses, nouns with of/by/against/on/in/between, the verb that carries a noun ("launched an
attack on"), relative and participial clauses, control and coordination.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.actors.actors import Actors
from loaders.extraction.incidents.agents import PERSONS, find_subjects, is_somebody, is_thing
from loaders.extraction.incidents.heads import AIMING, PLACED, VIOLENT, Heads, heads_of_noun, prepositional
from loaders.extraction.incidents.lexicon import Rule, lexicon, word_lists
from loaders.extraction.incidents.name_lists import further_names
from loaders.extraction.incidents.parties import entities, find_parties, for_state
from loaders.extraction.incidents.places import add_places, naming
from loaders.extraction.incidents.reality import Telling
from loaders.extraction.incidents.triggers import REACH, Trigger
from loaders.extraction.incidents.voice import is_passive, misread_subject, opens_line
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import possessor, subjects
from ontology.facts import Party

_INSTRUMENTS = word_lists("roles")["instrument nouns"]
_UNDERGOING = word_lists("roles")["undergoing verbs"]

STATE_ACTS = frozenset({"SANCTION", "AID", "MOBILIZE", "RETREAT", "COERCE", "COOPERATE", "ASSAULT"})
RECORDED = frozenset({"REQUEST", "SUPPORT", "AID", "CONSULT", "COOPERATE", "AGREE"})
"""What people list of their own: the deeds that they list without a subject may also be others'."""
NEARBY = frozenset({"near", "outside", "inside", "in", "at"})
UNDERGONE = frozenset({"assault.killing", "assault.injury", "coerce.arrest", "coerce.deportation"})


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
    _see_through_events(trigger.rule, heads)
    _see_through_things(trigger.rule, heads)
    add_places(sentence, telling.verb or trigger.token, trigger.rule, heads)
    return _resolve(sentence, trigger, heads, actors)


def _see_through_events(rule: Rule, heads: Heads) -> None:
    """A happening is nobody: to condemn an attack is to accuse the attacker, to host a forum to meet its guests."""
    for head in [h for h in heads.actors if h.lower_ not in _INSTRUMENTS and _event(h)]:
        at = heads.actors.index(head)
        heads.actors[at : at + 1] = _cast(head).actors
    for head in [h for h in heads.targets if _event(h)]:
        event = _cast(head)
        heads.targets.remove(head)
        if rule.type != "REQUEST":
            heads.targets.extend(event.actors if rule.type in ("ACCUSE", "SUPPORT") else event.targets)
        heads.places.extend(event.places)


def _see_through_things(rule: Rule, heads: Heads) -> None:
    """Who rejects an offer rejects whoever made it; who threatens action, whom it is against."""
    if rule.type not in ("REJECT", "THREATEN"):
        return
    for thing in [head for head in heads.targets if head.pos_ == "NOUN" and head.lower_ not in PERSONS]:
        whose = [h for p, h in prepositional(thing) if p in rule.target_after - {"of"} or p in ("by", "from")]
        owner = possessor(thing) if rule.type == "REJECT" else None
        if whose or owner is not None:
            heads.targets.remove(thing)
            heads.targets.extend([owner] if owner is not None else whose)


def _event(noun: Token) -> Rule | None:
    """The rule by which a noun alone tells of a happening."""
    entries = lexicon().nouns.get(noun.lower_) if noun.pos_ == "NOUN" else None
    return entries[-1].rule if entries and not entries[-1].rest else None


def _cast(noun: Token) -> Heads:
    heads, rule = Heads(), _event(noun)
    if rule is not None:
        heads_of_noun(noun, rule, heads)
    return heads


def _of_verb(trigger: Trigger, heads: Heads) -> None:
    verb, rule = trigger.token, trigger.rule
    own = find_subjects(verb, trigger.words)
    undergoers = [child for child in verb.rights if child.dep_ == "obj" or _goes_on_from_object(child)]
    if misread_subject(verb) is not None or (opens_line(verb) and verb.dep_ == "amod"):
        undergoers = [verb.head]
    passive = is_passive(verb) or (not undergoers and rule.name in UNDERGONE and _is_clipped(verb))
    placed = any(c.lower_ in ("where", "when", "why") for c in verb.lefts)
    if verb.dep_ == "acl:relcl" and not (passive or undergoers or placed) and verb.head not in own:
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
    if rule.type == "REQUEST":
        heads.targets.extend(
            s for c in verb.rights if c.dep_ == "ccomp" for s in c.lefts if s.dep_ == "nsubj"
        )
    for preposition, head in prepositional(verb):
        if (preposition == "by" and (passive or head.dep_ == "obl:agent")) or preposition == "between":
            heads.actors.append(head)
            heads.places.extend(h for p, h in prepositional(head) if p in NEARBY and rule.type in PLACED)
        elif preposition == "at" and head.lower_ in ("hand", "hands"):
            heads.actors.extend(h for p, h in prepositional(head) if p == "of")
        elif preposition in rule.target_after:
            heads.targets.append(head)
        else:
            heads.place(preposition, head, rule)
            if head.lower_ in trigger.words:
                _of_theme(head, rule, heads)
    if not heads.targets and rule.object != "place":
        heads.targets.extend(_hung_elsewhere(verb, rule))


def _goes_on_from_object(noun: Token) -> bool:
    """ "visited Israel and the West Bank": a noun that the parse coordinates with the verb, after its object."""
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    alone = not any(c.dep_ in ("cop", "nsubj", "case") for c in noun.lefts)
    return alone and any(c.dep_ == "obj" and c.i < noun.i for c in noun.head.rights)


def _is_clipped(verb: Token) -> bool:
    """ "More than a million people displaced.": a passive without its auxiliary."""
    bare = not any(c.dep_ in ("aux", "obl:agent", "ccomp", "xcomp") for c in verb.children)
    return bare and verb.tag_ in ("VBD", "VBN") and verb.dep_ in ("ROOT", "parataxis", "conj")


def _hung_elsewhere(verb: Token, rule: Rule) -> list[Token]:
    """Whom a preposition soon after the verb brings, though the parse hangs it on another word: "met today with"."""
    following = verb.doc[verb.i + 1 : verb.i + REACH]
    return [
        t.head for t in following if t.dep_ == "case" and t.lower_ in rule.target_after and t.head.i > t.i
    ][:1]


def _of_object(undergoer: Token, trigger: Trigger, heads: Heads) -> None:
    """What a verb's object fills; the noun of a phrase ("impose sanctions") is nobody, unless a person's."""
    rule = trigger.rule
    undergoer = next(
        (h for p, h in prepositional(undergoer) if p == "of" and h.lower_ in trigger.words), undergoer
    )
    told = (
        trigger.words if rule.phrase_tells_target else frozenset(PERSONS - {"hostage", "captive", "prisoner"})
    )
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
    measured = [head for preposition, head in prepositional(theme) if preposition in ("of", "in")]
    for preposition, head in [
        *prepositional(theme),
        *(more for part in measured for more in prepositional(part)),
    ]:
        if preposition in rule.target_after:
            heads.targets.append(head)
        else:
            heads.place(preposition, head, rule)
    aimed = [c for c in (*theme.rights, *theme.head.rights) if c.dep_ == "acl" and c.lower_ in AIMING]
    heads.targets.extend(possessor(c) or c for clause in aimed for c in clause.rights if c.dep_ == "obj")
    heads.places.extend(naming(theme))


def _of_carrier(verb: Token, trigger: Trigger, heads: Heads) -> None:
    """The verb that carries a noun gives its subject, and what its prepositions bring."""
    rule, noun = trigger.rule, trigger.token
    if verb.dep_ == "acl" and verb.head == noun:
        return
    if verb.lower_ in _UNDERGOING:
        heads.targets.extend(subjects(verb))
    elif not is_passive(verb):
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


def _implied(sentence: Sentence, trigger: Trigger, actors: Actors) -> tuple[Party, ...]:
    """Who lists what he or she did: "Introduced a bill to …"."""
    if trigger.nominal or trigger.rule.type not in RECORDED or not opens_line(trigger.token):
        return ()
    if any(token.is_quote for token in sentence.tokens):  # "Wrote the Senators: …", with the subject behind
        return ()
    speaker = actors.speaker(sentence)
    return (speaker,) if speaker.entity is not None else ()


def _resolve(sentence: Sentence, trigger: Trigger, heads: Heads, actors: Actors) -> Roles:
    things = _INSTRUMENTS | (trigger.words if trigger.rule.object != "actor" else frozenset())
    agents = [head for head in heads.actors if head.lower_ not in things and not is_thing(head)]
    agents.extend(further_names(sentence, agents, actors))
    instruments = [head for head in heads.actors if head.lower_ in _INSTRUMENTS]
    for instrument in instruments:
        if instrument not in agents:
            heads_of_noun(instrument, trigger.rule, own := Heads())
            agents.extend(own.actors)
            heads.places.extend(own.places)
    acting = find_parties(sentence, agents, actors) or _implied(sentence, trigger, actors)
    if trigger.rule.type in STATE_ACTS:
        acting = tuple(for_state(party, actors) for party in acting)
    asked = heads.targets if trigger.rule.type != "REQUEST" else [h for h in heads.targets if is_somebody(h)]
    if trigger.rule.type == "CONSULT" or trigger.rule.name == "support.homage":
        asked = [head for head in asked if not is_thing(head)]
    asked = asked + further_names(sentence, asked, actors)
    people = trigger.rule.type in VIOLENT | {"AID"}
    undergoing = find_parties(sentence, asked, actors, people_are_people=people)
    targets = tuple(party for party in undergoing if not entities([party]) & entities(acting))
    places = heads.places + (heads.targets if trigger.rule.type in ("ASSAULT", "COERCE") else [])
    located = find_parties(sentence, places, actors, "Location")
    return Roles(
        actors=acting,
        targets=targets,
        mediators=find_parties(sentence, heads.mediators, actors),
        locations=tuple(p for p in located if p.entity is not None and p.entity.startswith("location/")),
        unnamed=not acting and any(head.pos_ == "PRON" for head in heads.actors),
        instrumental=bool(instruments),
    )
