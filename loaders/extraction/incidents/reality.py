"""Whether a trigger tells of a happening, and how: status, the verb that carries it, whether it points back.

A verb is real as its clause is (`tense`). A noun is real when the text presupposes it ("the attack", "Russia's
invasion") or when the verb that carries it is ("carried out an attack"). What is only prevented, demanded, feared
or possible is no happening. The words are in `rules/incidents/grammar/reality.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.incidents.heads import genitive_before
from loaders.extraction.incidents.lexicon import word_lists
from loaders.extraction.incidents.phrases import (
    asks_to_act,
    before_phrase,
    describes_next,
    is_judgement,
    is_manner,
    is_mistaken_verb,
    is_of_any,
)
from loaders.extraction.incidents.tense import is_conditional, is_denied, verb_status
from loaders.extraction.incidents.triggers import Trigger
from loaders.extraction.incidents.voice import conjunct_head, is_passive, misread_subject, opens_line
from loaders.extraction.syntax import negated

_WORDS = word_lists("reality")
_LIGHT = _WORDS["light verbs"]
_HAPPEN = _WORDS["happening verbs"]
_INVOLVE = _WORDS["taking part verbs"]
_BLOCKING_VERBS = _WORDS["blocking verbs"]
_BLOCKING_NOUNS = _WORDS["blocking nouns"]
_BLOCKING_ADJECTIVES = _WORDS["blocking adjectives"]
_BLOCKING_PREPOSITIONS = _WORDS["blocking prepositions"]
_PLANNED_ADJECTIVES = _WORDS["planned adjectives"]
_ONGOING_ADJECTIVES = _WORDS["ongoing adjectives"]
_ALLEGED_ADJECTIVES = _WORDS["alleged adjectives"]
_FIRM_ADJECTIVES = _WORDS["firm adjectives"]
_JUDGING_VERBS = _WORDS["judging verbs"]
_JUDGING_NOUNS = _WORDS["judging nouns"]
_ACHIEVING = _WORDS["achieving verbs"]
_SUPPOSING = _WORDS["supposing nouns"]
_LASTING_NOUNS = _WORDS["lasting nouns"]
_GUARDING = _WORDS["guarding verbs"]
_ENDING = _WORDS["ending verbs"]
_LASTING_MEASURES = _WORDS["lasting measure nouns"]
_TIMES = word_lists("roles")["time nouns"]
_GOALS = _WORDS["goal nouns"]
_RESPONSIBLE = _WORDS["responsible adjectives"]

PROSPECTIVE = frozenset({"RETREAT", "CONCEDE", "AID", "SANCTION", "AGREE"})
JOINT = frozenset({"CONSULT", "COOPERATE"})
DEFINITE = frozenset({"the", "this", "these", "that", "those", "both"})
OWN_WORDS = frozenset({"det", "amod", "advmod", "nummod", "compound", "case", "nmod:poss"})
SINCE_THEN = frozenset({"after", "following", "since", "during", "amid", "upon"})
WISHING = frozenset({"for", "toward", "towards"})
LETTER = "request.letter_from"  # it was written, whatever the verb says that is done with it
ARRANGED = frozenset({"planned", "upcoming", "scheduled", "forthcoming"})
GOING_ON = frozenset({"continues", "continue", "wages", "wage", "begins", "begin", "concludes"})
DIRECT_PREPOSITIONS = frozenset({"in", "for", "to", "against", "from", "with", "on"})


@dataclass(frozen=True, slots=True)
class Telling:
    """How a trigger tells: the status, the verb it hangs on (itself, or the one that carries the noun), firmness.

    `firm`: the text presupposes the happening ("the attack"), so it stands on its own.
    `definite`: "the", "this": it may have been told before.
    """

    status: str
    verb: Token | None
    firm: bool = True
    definite: bool = False


def telling(trigger: Trigger, *, headline: bool) -> Telling | None:
    """How a trigger tells of its happening; None when what it says did not, or need not, happen.

    `headline`: the sentence is a title or heading, where the present tense tells of the past.
    """
    if trigger.nominal:
        if is_mistaken_verb(trigger.token) or (
            trigger.rule.name == "consult.call" and asks_to_act(trigger.token)
        ):
            return None
        if trigger.rule.name == LETTER:
            return Telling("occurred", None, definite=True)
        if trigger.rule.type in JOINT and is_manner(trigger.token):
            verb = next((node for node in trigger.token.ancestors if node.pos_ == "VERB"), None)
            if verb is not None and verb_status(verb, headline) is None:
                return None
        prospective = trigger.rule.type in PROSPECTIVE
        return None if prospective and _is_wished(trigger.token) else _of_noun(trigger.token, headline)
    return _of_verb(trigger, headline)


def _of_verb(trigger: Trigger, headline: bool) -> Telling | None:
    token = trigger.token
    if misread_subject(token) is not None or token.tag_ == "NN" or opens_line(token):
        return Telling("occurred", token)
    if token.dep_ == "amod" or (token.pos_ == "ADJ" and token.dep_ not in ("conj", "acl", "ROOT", "xcomp")):
        return Telling("occurred", token) if trigger.rule.adjective and token.head.i > token.i else None
    status = verb_status(token, headline)
    if status is None or (trigger.rule.active_only and is_passive(token)):
        return None
    if any(child.lower_ == "allegedly" for child in token.children):
        status = "alleged"
    return Telling(status, token)


def _is_wished(noun: Token) -> bool:
    """Whether a release, a withdrawal, an agreement is called for, or stands in a clause of what can or should be."""
    governor = conjunct_head(noun).head
    if governor.lower_ in _ENDING and noun.lower_ in _LASTING_MEASURES:
        return False
    if governor != noun and governor.lower_ in _BLOCKING_VERBS | _BLOCKING_NOUNS:
        return governor.lower_ not in _ACHIEVING or verb_status(governor) is None
    first = conjunct_head(noun)
    if before_phrase(noun) in WISHING and governor.lower_ not in _JUDGING_VERBS | _RESPONSIBLE:
        return True
    if _is_dated(first):
        return False
    if any(child.dep_ == "nsubj" and child.lower_ in _GOALS for child in first.lefts):
        return True
    if noun.i > noun.sent.start and noun.nbor(-1).lower_ == "to" and noun.nbor(-1).dep_ == "mark":
        return True
    for node in noun.ancestors:
        if node.pos_ in ("VERB", "AUX"):
            if node.dep_ == "ROOT" and node.tag_ == "VBG":
                return False
            untold = node.tag_ in ("VB", "VBG") or any(c.tag_ == "MD" for c in node.children)
            return untold and verb_status(node) is None
        if node.dep_ in ("acl:relcl", "appos"):
            return False
    return False


def _is_dated(noun: Token) -> bool:
    """ "the agreement last week", "the historic agreement of March": told as past, whatever its verb may say of it."""
    told = any(c.dep_ in ("obl:unmarked", "nmod:unmarked") and c.lower_ in _TIMES for c in noun.rights)
    return told or any(c.lower_ in ("historic", "recent") for c in noun.lefts)


def _of_noun(noun: Token, headline: bool) -> Telling | None:
    if noun.dep_ in ("compound", "flat", "amod", "nmod:desc") or describes_next(noun):
        return None
    own = {child.lower_ for child in noun.lefts if child.dep_ in OWN_WORDS}
    own |= {child.lower_ for child in conjunct_head(noun).lefts if child.dep_ == "case"}
    definite = bool(own & DEFINITE)
    owner = genitive_before(noun)
    named = owner is not None and owner.pos_ == "PROPN"
    if "from" in own and not named and any(above.lower_ in _GUARDING for above in noun.ancestors):
        return None
    if is_of_any(noun):
        return None
    firm = definite or _is_firm(noun, own)
    firm = firm or bool(own & ARRANGED)
    if own & _BLOCKING_ADJECTIVES or (own & _BLOCKING_PREPOSITIONS and not firm):
        return None
    if is_judgement(noun):
        return None
    carrier = _carrier(noun)
    status = _of_carrier(noun, carrier, firm, headline)
    if status is None:
        return None
    if own & _ALLEGED_ADJECTIVES:
        status = "alleged"
    elif own & _PLANNED_ADJECTIVES or any(
        c.dep_ == "acl" and c.lower_ in _PLANNED_ADJECTIVES for c in noun.rights
    ):
        status = "planned"
    elif own & _ONGOING_ADJECTIVES or (noun.dep_ == "nmod" and noun.head.lower_ in _LASTING_NOUNS):
        status = "ongoing"
    carries = carrier is not None and _carries(carrier, noun)
    return Telling(status, carrier if carries else None, firm, definite)


def _is_firm(noun: Token, own: set[str]) -> bool:
    """Whether the noun phrase presupposes the happening: owned, named, dated, blamed, told by a clause of its own."""
    if noun.head.lower_ in _RESPONSIBLE or (
        noun.dep_ == "conj" and genitive_before(conjunct_head(noun)) is not None
    ):
        return True
    if own & _FIRM_ADJECTIVES or own & _ONGOING_ADJECTIVES or genitive_before(noun) is not None:
        return True
    for child in noun.children:
        match child.dep_:
            case "nmod:poss":
                return True
            case "compound" | "amod" | "nmod":
                capital = child.text[:1].isupper() and not noun.text[:1].isupper()
                if child.ent_type_ in ("ORG", "LOC", "PER") or capital:
                    return True
            case "acl":
                if child.tag_ == "VBN":
                    return True
            case "acl:relcl":
                if verb_status(child) in ("occurred", "ongoing"):
                    return True
    return False


def _carrier(noun: Token) -> Token | None:
    """The verb whose argument a noun is, through coordination; its own participle ("a meeting held …") first."""
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBG") and child.lower_ in _LIGHT:
            return child
    node = conjunct_head(noun)
    if node.head != node and node.head.pos_ in ("VERB", "AUX") and node.dep_ not in ("advcl", "acl"):
        return node.head
    return None


def _carries(verb: Token, noun: Token) -> bool:
    """Whether a verb only carries the noun: "held talks", "talks took place", "participated in talks"."""
    lemma = verb.lower_
    if verb.dep_ == "acl" and verb.head == noun:
        return True
    match conjunct_head(noun).dep_:
        case "obj" | "nsubj:pass" | "xcomp":
            return lemma in _LIGHT
        case "nsubj":
            return lemma in _HAPPEN
        case "obl":
            return lemma in _INVOLVE and any(c.lower_ in ("in", "to") for c in noun.lefts if c.dep_ == "case")
    return False


def _of_carrier(noun: Token, carrier: Token | None, firm: bool, headline: bool, depth: int = 0) -> str | None:
    """The status a noun has from where it stands."""
    head = conjunct_head(noun)
    if carrier is not None:
        if _carries(carrier, noun):
            status = "occurred" if carrier.dep_ == "acl" else verb_status(carrier, headline)
            if status == "planned" and carrier.lower_ == "continue":
                return None
            going_on = head.dep_ == "nsubj" or carrier.lower_ in GOING_ON
            lasting = status is None and firm and going_on and carrier.tag_ in ("VBZ", "VBP")
            return "ongoing" if lasting and not is_denied(carrier) and not is_conditional(carrier) else status
        return _under_verb(head, carrier, firm, headline)
    above = head.head
    if above == head:
        return "occurred" if firm or headline else None
    if head.dep_ == "nsubj" and any(child.dep_ == "cop" for child in above.lefts):
        return "occurred" if firm else None
    if above.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return _under_noun(above, firm, headline, depth)
    return "occurred" if firm else None


def _under_verb(noun: Token, verb: Token, firm: bool, headline: bool) -> str | None:
    lemma = verb.lower_
    cases = {child.lower_ for child in noun.lefts if child.dep_ == "case"}
    oblique = noun.dep_ == "obl"
    direct = noun.dep_ in ("obj", "nsubj:pass", "ccomp", "xcomp") or (oblique and cases & DIRECT_PREPOSITIONS)
    if oblique and "for" in cases and lemma in _BLOCKING_VERBS:
        return None
    if direct and lemma in _GUARDING and _failed(verb):
        return "occurred"
    if direct and lemma in _BLOCKING_VERBS and (not oblique or not (firm or cases & (SINCE_THEN | {"in"}))):
        return None
    supposed = any(c.tag_ == "MD" for c in verb.lefts) and any(c.lower_ in ("a", "an") for c in noun.lefts)
    if supposed and noun.dep_ == "nsubj":
        return None
    if firm or (oblique and cases & SINCE_THEN):
        return "occurred"
    if verb_status(verb, headline) in ("occurred", "ongoing"):
        return "occurred" if direct or oblique or noun.dep_ == "nsubj" else None
    return "occurred" if direct and lemma in _JUDGING_VERBS else None


def _failed(verb: Token) -> bool:
    """ "did nothing to prevent the slaughter", "failed to stop the attacks": what was not prevented happened."""
    return any(negated(node) for node in (verb, *list(verb.ancestors)[:2]))


def _under_noun(above: Token, firm: bool, headline: bool, depth: int) -> str | None:
    lemma = above.lower_
    if lemma in _BLOCKING_NOUNS:
        return None
    if firm:
        return "occurred"
    own = {child.lower_ for child in above.lefts if child.dep_ in OWN_WORDS}
    if own & _BLOCKING_ADJECTIVES or depth > 3 or lemma in _SUPPOSING:
        return None
    known = bool(own & DEFINITE) or lemma in _JUDGING_NOUNS or _is_firm(above, own)
    return _of_carrier(above, _carrier(above), known, headline, depth + 1)
