"""Heads of the phrases around a noun that tells of a happening: who, against whom, where.

"Russia's invasion of Ukraine", "the IDF incursion into the camp", "an attack by militants on the town", "talks
between the parties brokered by Egypt", "violence committed by settlers".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from loaders.extraction.incidents.lexicon import Rule, lexicon, word_lists
from loaders.extraction.syntax import conjuncts, possessor, subjects

_WORDS = word_lists("roles")
_GROUPS = _WORDS["group nouns"]
_OWN_ACTS = _WORDS["own act nouns"]
_MEDIATING = _WORDS["mediating participles"]
_PLACES = _WORDS["place prepositions"]
_DIRECTING = word_lists("reality")["directing verbs"]
_CALLING = word_lists("reality")["calling verbs"]
_HAPPENING = word_lists("reality")["happening verbs"]
_PARTS = word_lists("reality")["judging nouns"]

AIMING = frozenset({"targeting", "involving", "killing"})
PHRASES = frozenset({"obl", "nmod", "obl:agent", "advcl", "obl:unmarked"})
DIRECTED = frozenset({"at", "against", "with", "toward", "towards"})
BEFORE_NOUNS = frozenset({"ADJ", "ADV", "NOUN", "NUM", "CCONJ", "PROPN"})
VIOLENT = frozenset({"ASSAULT", "COERCE"})
PLACED = VIOLENT | {"PROTEST", "MOBILIZE", "RETREAT"}
MOVING = frozenset({"RETREAT", "COERCE", "AID"})
ROW_ENDS = frozenset({"VERB", "AUX", "SCONJ", "CCONJ"})
THROUGHOUT = frozenset({"in", "across", "throughout"})
PARTICIPLES = frozenset({"VBN", "VBD"})
MODIFYING = PARTICIPLES | {"JJ", "VBG"}


@dataclass(slots=True)
class Heads:
    """Heads of the phrases that fill each role, before they are resolved."""

    actors: list[Token] = field(default_factory=list)
    targets: list[Token] = field(default_factory=list)
    mediators: list[Token] = field(default_factory=list)
    places: list[Token] = field(default_factory=list)

    def place(self, preposition: str, head: Token, rule: Rule) -> None:
        """A phrase that is neither actor nor target may be a place."""
        moving = preposition == "to" and rule.object == "place"
        moved = preposition in ("to", "from") and rule.type in MOVING
        if preposition in _PLACES or moving or moved:
            self.places.append(head)


def prepositional(head: Token) -> Iterator[tuple[str, Token]]:
    """The phrases at a word with their prepositions: "with Israel" is ("with", Israel)."""
    for child in head.children:
        if child.dep_ in PHRASES and child.pos_ not in ("VERB", "AUX"):
            cases = [c.lower_ for c in child.lefts if c.dep_ == "case"]
            if cases:
                yield cases[1] if cases[0] == "including" and len(cases) > 1 else cases[0], child


def told_to_do(infinitive: Token) -> list[Token]:
    """ "directed her advisor to travel", "calls on the regime to stop its war": who was told to."""
    if infinitive.tag_ != "VB" or infinitive.dep_ not in ("xcomp", "advcl", "ccomp"):
        return []
    verb = infinitive.head
    if verb.lower_ in _DIRECTING:
        return [child for child in verb.rights if child.dep_ == "obj"]
    if verb.lower_ in _CALLING:
        return [head for preposition, head in prepositional(verb) if preposition in ("on", "upon", "to")]
    return []


def genitive_before(noun: Token) -> Token | None:
    """Whose it is, where the parse missed it: "Putin's unlawful, unjust invasion", "their brutal attack"."""
    for i in range(noun.i - 1, max(noun.sent.start, noun.i - 7) - 1, -1):
        token = noun.doc[i]
        if token.tag_ == "PRP$":
            return token
        if token.tag_ == "POS" and i > 0:
            owner = noun.doc[i - 1]
            return owner.head if owner.dep_ == "flat" else owner
        if token.pos_ not in BEFORE_NOUNS and token.tag_ not in MODIFYING and token.text not in (",", "-"):
            return None
    return None


def heads_of_noun(noun: Token, rule: Rule, heads: Heads) -> None:
    """Adds to `heads` what hangs on a noun, as the rule casts it."""
    phrases = _phrases_at(noun)
    if rule.type in PLACED:
        phrases.extend(_in_a_row(noun, rule, phrases))
    _owner_of(noun, rule, phrases, heads)
    for preposition, head in phrases:
        match preposition:
            case "between":
                heads.actors.append(head)
            case "at" if head.lower_ in ("hands", "hand"):
                heads.actors.extend(h for p, h in prepositional(head) if p == "of")
            case "by":
                if rule.type != "CONSULT":
                    heads.actors.append(head)
            case "from" if preposition not in rule.target_after and rule.type in ("ASSAULT", "REQUEST"):
                heads.actors.append(head)
            case "of" if preposition not in rule.target_after or _is_will(noun):
                directed = any(p in rule.target_after for p, _ in phrases)
                if (noun.lower_ in _OWN_ACTS or directed) and not heads.actors:
                    heads.actors.append(head)
                for inner, place in prepositional(head):
                    heads.place(inner, place, rule)
            case _ if preposition in rule.target_after:
                heads.targets.append(head)
            case _:
                heads.place(preposition, head, rule)
    if rule.type in PLACED:
        more = [phrase for other in conjuncts(noun)[1:] for phrase in prepositional(other)]
        heads.places.extend(head for preposition, head in more if preposition in THROUGHOUT)
    heads.targets.extend(_suffering(noun))
    for clause in _clauses_at(noun):
        if clause.tag_ in PARTICIPLES or clause.lower_ in _HAPPENING:
            _of_participle(clause, rule, heads)
        elif clause.lower_ in AIMING or _is_intent(clause, rule):
            heads.targets.extend(c for c in clause.rights if c.dep_ == "obj")


def _is_will(noun: Token) -> bool:
    """ "the refusal of the Government to comply": an act of one's own that an infinitive tells."""
    below = [c for part in (noun, noun.head, *noun.rights) for c in (part, *part.rights) if c.i > noun.i]
    return noun.lower_ in _OWN_ACTS and any(c.dep_ in ("acl", "xcomp") and c.tag_ == "VB" for c in below)


def _suffering(noun: Token) -> list[Token]:
    """ "The villagers were the victims of an attack": the villagers."""
    whole = noun.head
    if noun.dep_ != "nmod" or whole.lower_ not in ("victim", "victims", "survivors", "targets", "target"):
        return []
    return subjects(whole) if any(c.dep_ == "cop" for c in whole.lefts) else []


def _clauses_at(noun: Token) -> Iterator[Token]:
    """What is said of a noun, or of what it is part of: "a round of fire directed at", "saw violence unfold"."""
    yield from (c for c in noun.rights if c.dep_ == "acl")
    yield from (
        c for c in noun.rights if c.dep_ == "acl:relcl" and any(s.dep_ == "nsubj:pass" for s in c.lefts)
    )
    if noun.dep_ == "nmod" and noun.head.lower_ in _PARTS:
        yield from (c for c in noun.head.rights if c.dep_ == "acl" and c.i > noun.i)
    if noun.i + 1 < noun.sent.end and (after := noun.nbor(1)).lower_ in _HAPPENING and after.head != noun:
        yield after


def _is_intent(clause: Token, rule: Rule) -> bool:
    """ "a plot to kill the ambassador": whom the infinitive at a deed of violence is against."""
    return clause.tag_ == "VB" and rule.type in VIOLENT


def _owner_of(noun: Token, rule: Rule, phrases: list[tuple[str, Token]], heads: Heads) -> None:
    """ "Russia's invasion", "the IDF incursion", "settler violence", "Khashoggi's murder"."""
    prepositions = {preposition for preposition, _ in phrases}
    owner = possessor(noun) or genitive_before(noun) or _shared_owner(noun)
    if owner is not None and owner.lower_ in ("its", "their"):
        heads.actors.extend(_meant_by_pronoun(noun) or [owner])
        return
    if owner is not None:
        undergone = rule.possessor == "target" and "of" not in prepositions
        (heads.targets if undergone else heads.actors).append(owner)
    elif noun.head.lower_ == "responsible":
        heads.actors.extend([c for c in noun.head.lefts if c.dep_ == "nsubj"] or [noun.head.head])
    elif "by" not in prepositions and rule.name != "consult.meet":
        _named_before(noun, rule, heads)


def _shared_owner(noun: Token) -> Token | None:
    """ "Belarus's diversion of a flight and subsequent arrest of a passenger": Belarus's, too."""
    first = noun
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    return None if first == noun or any(c.dep_ == "det" for c in noun.lefts) else possessor(first)


def _named_before(noun: Token, rule: Rule, heads: Heads) -> None:
    """ "the IDF incursion", "Israeli strikes": who acts; "the Ukraine war", "the Afghanistan withdrawal": where."""
    beside = [noun.nbor(-1)] if noun.i > noun.sent.start and noun.nbor(-1).head == noun.head else []
    for child in [*noun.lefts, *beside]:
        if not _names_actor(child, noun) and not (child in beside and child.ent_type_ == "ORG"):
            continue
        of_a_place = child.ent_type_ == "LOC" and child.dep_ == "compound" and child.text.isalpha()
        if of_a_place or rule.name == "assault.war_on":
            heads.places.append(child)
            if of_a_place and rule.type in ("ASSAULT", "COERCE"):
                heads.targets.append(child)
        else:
            heads.actors.append(child)
        return


def _meant_by_pronoun(noun: Token) -> list[Token]:
    """ "They concluded their trip": the subject; "condemns it for its test": the object."""
    verb = noun.head
    if verb.dep_ == "obj" and any(c.lower_ == "for" for c in noun.lefts if c.dep_ == "case"):
        return [verb]
    if verb.pos_ != "VERB":
        return []
    if noun.dep_ == "obj":
        return told_to_do(verb) or subjects(verb)
    if noun.dep_ == "obl" and any(c.lower_ == "for" for c in noun.lefts if c.dep_ == "case"):
        return [c for c in verb.rights if c.dep_ == "obj"]
    return []


def _names_actor(modifier: Token, noun: Token) -> bool:
    if modifier.dep_ not in ("compound", "amod", "nsubj", "nmod") or modifier.tag_ in PARTICIPLES:
        return False
    if modifier.ent_type_ or modifier.lower_ in _GROUPS:
        return True
    if any(character.isdigit() for character in modifier.text):
        return False
    if noun.text[:1].isupper() and (noun.pos_ != "PROPN" or modifier.pos_ == "ADJ"):
        return False
    if modifier.text.isupper() and len(modifier.text) > 1:
        return True
    return modifier.text[:1].isupper() and modifier.pos_ in ("ADJ", "PROPN") and not _opens(modifier)


def _opens(token: Token) -> bool:
    return bool(token.is_sent_start) or token.nbor(-1).is_quote


def _phrases_at(noun: Token) -> list[tuple[str, Token]]:
    """The noun's phrases, and the one that follows it even where the parse hangs it elsewhere."""
    found = list(prepositional(noun))
    for preposition, head in found[:]:
        if preposition in ("by", "from"):
            found.extend((p, h) for p, h in prepositional(head) if p in ("on", "against", "upon", "in"))
    if noun.i + 1 < len(noun.doc):
        after = noun.nbor(1)
        if after.dep_ == "case" and after.head.i > after.i and all(head != after.head for _, head in found):
            found.insert(0, (after.lower_, after.head))
    return found


def _in_a_row(noun: Token, rule: Rule, known: list[tuple[str, Token]]) -> Iterator[tuple[str, Token]]:
    """ "the attack outside a synagogue in Jerusalem by gunmen": phrases in a row, wherever the parse hangs them."""
    heads = {head.i for _, head in known}
    directed = any(preposition in rule.target_after for preposition, _ in known)
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if (token.pos_ in ROW_ENDS and token.dep_ != "amod") or (token.is_punct and token.text != "-"):
            return
        if token.pos_ == "NOUN" and any(
            e.rule.type in VIOLENT for e in lexicon().nouns.get(token.lower_, ())
        ):
            return
        head = token.head
        if token.dep_ != "case" or head.i <= token.i or head.i in heads:
            continue
        heads.add(head.i)
        preposition = token.lower_
        if preposition == "by" or preposition in _PLACES - rule.target_after:
            yield preposition, head
        elif preposition in rule.target_after and preposition != "of" and not directed:
            directed = True
            yield preposition, head


def _of_participle(clause: Token, rule: Rule, heads: Heads) -> None:
    """ "violence committed by X", "fire directed at Y", "talks brokered by Z"."""
    place = next((c for c in clause.rights if c.dep_ == "obj" and c.lower_ == "place"), clause)
    for preposition, head in [*prepositional(clause), *(prepositional(place) if place != clause else ())]:
        if preposition == "by":
            (heads.mediators if clause.lower_ in _MEDIATING else heads.actors).append(head)
        elif preposition == "between" or (preposition == "from" and rule.type == "REQUEST"):
            heads.actors.append(head)
        elif preposition in rule.target_after or preposition in DIRECTED:
            heads.targets.append(head)
        else:
            heads.place(preposition, head, rule)
