"""Who did it, to whom, through whom and where: the roles of a happening, from the parse.

Active and passive clauses, nouns with of/by/against/on/in/between, the verb that carries a noun ("launched an
attack on"), relative and participial clauses, control and coordination.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from loaders.extraction.actors import Actors
from loaders.extraction.incidents.lexicon import Rule, lexicon, word_lists
from loaders.extraction.incidents.parties import entities, find_parties, for_state
from loaders.extraction.incidents.reality import Telling
from loaders.extraction.incidents.tense import conjunct_head, is_passive
from loaders.extraction.incidents.triggers import Trigger
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import possessor, subjects
from ontology.facts import Party

_WORDS = word_lists("roles")
_INSTRUMENTS = _WORDS["instrument nouns"]
_GROUPS = _WORDS["group nouns"]
_OWN_ACTS = _WORDS["own act nouns"]
_MEDIATING = _WORDS["mediating participles"]
_PLACES = _WORDS["place prepositions"]

PHRASES = frozenset({"obl", "nmod", "obl:agent", "advcl", "obl:unmarked"})
STATE_ACTS = frozenset({"SANCTION", "AID", "MOBILIZE", "RETREAT", "COERCE", "COOPERATE", "ASSAULT"})
DASHES = frozenset({"—", "–", "-", "--"})
DIRECTED = frozenset({"at", "against", "on", "with", "toward", "towards"})
BEFORE_NOUNS = frozenset({"ADJ", "ADV", "NOUN", "NUM", "CCONJ", "PROPN"})
PARTICIPLES = frozenset({"VBN", "VBD"})


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

    actors: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    mediators: list[Token] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)

    def place(self, preposition: str, head: Token, rule: Rule) -> None:
        """A phrase that is neither actor nor target may be a place."""
        if preposition in _PLACES or (preposition == "to" and rule.object == "place"):
            self.places.append(head)


def find_roles(sentence: Sentence, trigger: Trigger, telling: Telling, actors: Actors) -> Roles:
    """The roles of a trigger, resolved to parties."""
    heads = _Heads()
    if trigger.nominal:
        _of_noun(trigger.token, trigger.rule, heads)
        if telling.verb is not None:
            _of_carrier(telling.verb, trigger, heads)
    else:
        _of_verb(trigger, heads)
    _see_through_events(trigger.rule, heads)
    for head in heads.targets:
        heads.places.extend(
            place for preposition, place in prepositional(head) if preposition in ("in", "at")
        )
    return _resolve(sentence, trigger, heads, actors)


def _see_through_events(rule: Rule, heads: _Heads) -> None:
    """A happening is no target: whoever condemns an attack accuses the attacker, whoever hosts a forum meets its guests."""
    events = lexicon().nouns
    for head in [h for h in heads.targets if h.lower_ in events and h.pos_ == "NOUN"]:
        event = _Heads()
        _of_noun(head, events[head.lower_][0].rule, event)
        heads.targets.remove(head)
        heads.targets.extend(event.actors if rule.type == "ACCUSE" else event.targets)
        heads.places.extend(event.places)


def prepositional(head: Token) -> Iterator[tuple[str, Token]]:
    """The phrases at a word with their prepositions: "with Israel" is ("with", Israel)."""
    for child in head.children:
        if child.dep_ in PHRASES and child.pos_ not in ("VERB", "AUX"):
            case = next((c.lower_ for c in child.lefts if c.dep_ == "case"), "")
            if case:
                yield case, child


def _subjects(verb: Token) -> list[Token]:
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.nbor(-1).is_punct and verb.head.head.pos_ == "VERB":
        return subjects(verb.head.head)
    first = conjunct_head(verb)
    if first.dep_ in ("acl", "amod"):
        return [first.head]
    if first.pos_ not in ("VERB", "AUX") and first != verb:
        return []
    named = [child for child in verb.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    return named or [_past_dateline(subject) for subject in subjects(verb)]


def _past_dateline(subject: Token) -> Token:
    """The name after "WASHINGTON –", where the parse took the place for the subject."""
    following = subject.doc[subject.i + 1 : subject.i + 4]
    if subject.ent_type_ == "LOC" and subject.i < 4 and any(t.text in DASHES for t in following):
        return next((c for c in subject.rights if c.pos_ == "PROPN" and c.ent_type_ != "LOC"), subject)
    return subject


def _of_verb(trigger: Trigger, heads: _Heads) -> None:
    verb, rule = trigger.token, trigger.rule
    own = _subjects(verb)
    undergoers = [child for child in verb.rights if child.dep_ == "obj"]
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
        if preposition == "by" and (passive or head.dep_ == "obl:agent"):
            heads.actors.append(head)
        elif preposition == "between":
            heads.actors.append(head)
        elif preposition in rule.target_after:
            heads.targets.append(head)
        else:
            heads.place(preposition, head, rule)
            if head.lower_ in trigger.words:
                _of_theme(head, rule, heads)


def _of_object(undergoer: Token, trigger: Trigger, heads: _Heads) -> None:
    """What a verb's object fills; the noun of a phrase ("take hostage", "impose sanctions") is nobody."""
    rule = trigger.rule
    if rule.object == "actor":
        heads.actors.append(undergoer)
    elif rule.object == "theme" or (undergoer.lower_ in trigger.words and not rule.phrase_tells_target):
        _of_theme(undergoer, rule, heads)
    elif rule.object == "place":
        heads.places.append(undergoer)
    else:
        heads.targets.append(undergoer)


def _of_theme(theme: Token, rule: Rule, heads: _Heads) -> None:
    """ "a letter to the President", "sanctions on Iran": the target hangs on the thing."""
    for preposition, head in prepositional(theme):
        if preposition in rule.target_after:
            heads.targets.append(head)
        else:
            heads.place(preposition, head, rule)


def _of_noun(noun: Token, rule: Rule, heads: _Heads) -> None:
    phrases = _phrases_at(noun)
    _owner_of(noun, rule, phrases, heads)
    for preposition, head in phrases:
        match preposition:
            case "between":
                heads.actors.append(head)
            case "by":
                if rule.type != "CONSULT":
                    heads.actors.append(head)
            case "from" if preposition not in rule.target_after and rule.type == "ASSAULT":
                heads.actors.append(head)
            case "of" if preposition not in rule.target_after:
                if noun.lower_ in _OWN_ACTS and not heads.actors:
                    heads.actors.append(head)
            case _ if preposition in rule.target_after:
                heads.targets.append(head)
            case _:
                heads.place(preposition, head, rule)
    for clause in noun.rights:
        if clause.dep_ == "acl" and clause.tag_ in PARTICIPLES:
            _of_participle(clause, rule, heads)
        elif clause.dep_ == "acl" and clause.lower_ in ("targeting", "involving", "killing"):
            heads.targets.extend(c for c in clause.rights if c.dep_ == "obj")


def _owner_of(noun: Token, rule: Rule, phrases: list[tuple[str, Token]], heads: _Heads) -> None:
    """ "Russia's invasion", "the IDF incursion", "settler violence", "Khashoggi's murder"."""
    prepositions = {preposition for preposition, _ in phrases}
    owner = possessor(noun) or _genitive_before(noun)
    if owner is not None and owner.lower_ in ("its", "their"):
        heads.actors.extend(_meant_by_pronoun(noun) or [owner])
        return
    if owner is not None:
        undergone = rule.possessor == "target" and "of" not in prepositions
        (heads.targets if undergone else heads.actors).append(owner)
    elif noun.head.lower_ == "responsible":
        heads.actors.append(noun.head.head)
    elif "by" not in prepositions:
        _named_before(noun, rule, heads)


def _named_before(noun: Token, rule: Rule, heads: _Heads) -> None:
    """"the IDF incursion", "Israeli strikes": who acts; "the Ukraine war", "the Afghanistan withdrawal": where."""
    for child in noun.lefts:
        if not _names_actor(child):
            continue
        if child.ent_type_ == "LOC" and child.dep_ == "compound" and child.text.isalpha():
            heads.places.append(child)
            if rule.type in ("ASSAULT", "COERCE"):
                heads.targets.append(child)
        else:
            heads.actors.append(child)
        return


def _meant_by_pronoun(noun: Token) -> list[Token]:
    """"They concluded their trip": the subject; "condemns it for its test": the object."""
    verb = noun.head
    if verb.pos_ != "VERB":
        return []
    if noun.dep_ == "obj":
        return subjects(verb)
    if noun.dep_ == "obl" and any(c.lower_ == "for" for c in noun.lefts if c.dep_ == "case"):
        return [c for c in verb.rights if c.dep_ == "obj"]
    return []


def _genitive_before(noun: Token) -> Token | None:
    """ "Putin's unlawful, unjust invasion", where the parse missed whose it is."""
    for i in range(noun.i - 1, max(noun.sent.start, noun.i - 7), -1):
        token = noun.doc[i]
        if token.tag_ == "POS":
            owner = noun.doc[i - 1]
            return owner.head if owner.dep_ == "flat" else owner
        if token.pos_ not in BEFORE_NOUNS and token.tag_ != "VBD" and token.text not in (",", "-"):
            return None
    return None


def _names_actor(modifier: Token) -> bool:
    if modifier.dep_ not in ("compound", "amod", "nsubj", "nmod"):
        return False
    if modifier.ent_type_ or modifier.lower_ in _GROUPS:
        return True
    if any(character.isdigit() for character in modifier.text):
        return False
    if modifier.text.isupper() and len(modifier.text) > 1:
        return True
    return modifier.text[:1].isupper() and modifier.pos_ in ("ADJ", "PROPN") and not modifier.is_sent_start


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
            (heads.mediators if clause.lower_ in _MEDIATING else heads.actors).append(head)
        elif preposition == "between":
            heads.actors.append(head)
        elif preposition in rule.target_after or preposition in DIRECTED - {"on"}:
            heads.targets.append(head)
        else:
            heads.place(preposition, head, rule)


def _of_carrier(verb: Token, trigger: Trigger, heads: _Heads) -> None:
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


def _resolve(sentence: Sentence, trigger: Trigger, heads: _Heads, actors: Actors) -> Roles:
    agents = [head for head in heads.actors if head.lower_ not in _INSTRUMENTS]
    instrumental = len(agents) < len(heads.actors)
    for instrument in heads.actors if instrumental else ():
        if instrument not in agents:
            _of_noun(instrument, trigger.rule, own := _Heads())
            agents.extend(own.actors)
            heads.places.extend(own.places)
    acting = find_parties(sentence, agents, actors)
    if trigger.rule.type in STATE_ACTS:
        acting = tuple(for_state(party, actors) for party in acting)
    targets = tuple(
        p for p in find_parties(sentence, heads.targets, actors) if not entities([p]) & entities(acting)
    )
    places = heads.places + (heads.targets if trigger.rule.type == "ASSAULT" else [])
    located = find_parties(sentence, places, actors, "Location")
    return Roles(
        actors=acting,
        targets=targets,
        mediators=find_parties(sentence, heads.mediators, actors),
        locations=tuple(p for p in located if p.entity is not None and p.entity.startswith("location/")),
        unnamed=not acting and any(head.pos_ == "PRON" for head in heads.actors),
        instrumental=instrumental,
    )
