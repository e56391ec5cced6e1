"""Whether a trigger tells of a happening, and with what status: occurred, ongoing, planned, threatened, alleged.

A verb is real by its own tense; an infinitive by the verb above it ("began to shell"). A noun is real when the
text presupposes it ("the attack", "Russia's invasion") or when the verb that carries it is ("carried out an
attack"). What is only prevented, demanded, feared or possible is no happening. The word lists are in
`rules/incidents/grammar/reality.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.incidents.lexicon import word_lists
from loaders.extraction.incidents.triggers import Trigger
from loaders.extraction.syntax import negated

_DEEP = 10
_WORDS = word_lists("reality")
_MODALS = _WORDS["modals that block"]
_PLANNING_MODALS = _WORDS["modals that plan"]
_CONDITIONS = _WORDS["conditions"]
_ASPECT = _WORDS["aspect verbs"]
_ATTEMPT = _WORDS["attempt verbs"]
_PLAN = _WORDS["plan verbs"]
_THREAT = _WORDS["threat verbs"]
_ALLEGE = _WORDS["allege verbs"]
_REPORT = _WORDS["report verbs"]
_UNREAL_CLAUSE = _WORDS["unreal clause verbs"]
_LIGHT = _WORDS["light verbs"]
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

DEFINITE = frozenset({"the", "this", "these", "that", "those", "both"})
PAST_CLAUSE = frozenset({"after", "since", "following", "for", "by", "from", "of", "while"})


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
        return _of_noun(trigger.token, headline)
    return _of_verb_trigger(trigger, headline)


def _of_verb_trigger(trigger: Trigger, headline: bool) -> Telling | None:
    token = trigger.token
    if token.dep_ == "amod" or (token.pos_ == "ADJ" and token.dep_ not in ("conj", "acl", "ROOT", "xcomp")):
        if not trigger.rule.adjective or token.head.i < token.i or token.tag_ not in ("VBN", "JJ"):
            return None
        return Telling("occurred", token)
    status = verb_status(token, headline)
    if status is None:
        return None
    if any(child.lower_ == "allegedly" for child in token.children):
        status = "alleged"
    return Telling(status, token)


def verb_status(verb: Token, headline: bool = False, depth: int = 0) -> str | None:
    """The status a verb gives to what it tells, from its tense, auxiliaries and the verbs above it."""
    if depth > _DEEP:
        return None
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")]
    words = {aux.lower_ for aux in auxiliaries}
    if words & _MODALS or _conditional(verb) or negated(verb):
        return None
    if words & _PLANNING_MODALS:
        return "planned"
    lemmas = {aux.lemma_ for aux in auxiliaries}
    if not auxiliaries or lemmas <= {"do"} or words == {"to"}:
        return _of_bare_verb(verb, headline, depth, "did" in words)
    if "have" in lemmas or words & {"has", "had", "'ve", "’ve", "have"}:
        if "to" in {c.lower_ for c in verb.children if c.dep_ == "mark"}:
            return _of_perfect_infinitive(verb)
        return _reported(verb, "ongoing" if verb.tag_ == "VBG" else "occurred")
    past = bool(words & {"was", "were", "got"})
    if verb.tag_ == "VBG":
        return _reported(verb, "occurred" if past else "ongoing")
    if past:
        return _reported(verb, "occurred")
    if "being" in words or any(c.lower_ in ("still", "currently", "now") for c in verb.children):
        return "ongoing"
    return "occurred" if headline else None


def _of_bare_verb(verb: Token, headline: bool, depth: int, did: bool) -> str | None:
    """A verb without auxiliary: past tense, headline present, infinitive, participle."""
    tag = verb.tag_
    if verb.dep_ == "conj" and tag in ("VB", "VBN", "VBG", "VBP") and not _has_subject(verb):
        above = _conjunct_head(verb)
        if above.pos_ in ("VERB", "AUX", "ADJ"):
            return verb_status(above, headline, depth + 1)
    if did:
        return _reported(verb, "occurred")
    if tag == "VBD" or (tag == "VBN" and _has_subject(verb)):
        return _reported(verb, "occurred")
    if tag in ("VBZ", "VBP") or (headline and verb.dep_ == "ROOT"):
        return "occurred" if headline else _seen(verb, headline, depth)
    if tag == "VB":
        return _of_infinitive(verb, headline, depth)
    return _of_participle(verb, headline, depth)


def _seen(verb: Token, headline: bool, depth: int) -> str | None:
    """ "The past days have seen him suspend …": a bare complement that the tagger took for a present."""
    if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in (
        "see",
        "watch",
        "hear",
        "witness",
        "help",
        "make",
    ):
        return verb_status(verb.head, headline, depth + 1)
    return None


def _of_infinitive(verb: Token, headline: bool, depth: int) -> str | None:
    above = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl", "csubj") or above == verb:
        return "occurred" if headline and verb.dep_ == "ROOT" and _has_subject(verb) else None
    lemma = above.lemma_.lower()
    if lemma in _THREAT and above.pos_ != "NOUN":
        return "threatened"
    if verb.dep_ in ("xcomp", "ccomp") and above.pos_ in ("VERB", "ADJ", "AUX"):
        if lemma in _ASPECT or lemma in _ATTEMPT:
            if lemma == "continue" and above.tag_ in ("VBZ", "VBP") and not _modal(above):
                return "ongoing"
            return verb_status(above, headline, depth + 1)
        if lemma in _PLAN:
            return "planned" if not _modal(above) and not negated(above) and not _conditional(above) else None
    return None


def _of_perfect_infinitive(verb: Token) -> str | None:
    """ "is believed to have killed"."""
    return "alleged" if verb.head.lemma_ in _ALLEGE else "occurred"


def _of_participle(verb: Token, headline: bool, depth: int) -> str | None:
    above = verb.head
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "case")}
    if verb.dep_ == "acl":
        return (
            None
            if _blocked_determiner(above)
            else "occurred"
            if verb.tag_ == "VBN"
            else _of_host(above, headline, depth)
        )
    if verb.dep_ in ("advcl", "obl", "nmod"):
        if marks & _CONDITIONS:
            return None
        if marks & PAST_CLAUSE and above.lemma_ not in _UNREAL_CLAUSE:
            return (
                "occurred"
                if not marks & {"by", "for", "of", "from"}
                or above.pos_ == "VERB"
                and verb_status(above, headline, depth + 1)
                else None
            )
        return verb_status(above, headline, depth + 1) if not marks and above.pos_ == "VERB" else None
    if verb.dep_ in ("xcomp", "ccomp", "parataxis", "dep"):
        lemma = above.lemma_.lower()
        if lemma in _ASPECT or verb.tag_ == "VBN":
            if lemma in ("stop", "cease", "end"):
                return None
            return verb_status(above, headline, depth + 1)
        return None
    if verb.dep_ == "ROOT" and verb.tag_ == "VBN":
        return "occurred"
    return "ongoing" if verb.dep_ == "ROOT" and headline else None


def _of_host(noun: Token, headline: bool, depth: int) -> str | None:
    """A present participle at a noun is as real as the clause the noun stands in."""
    node = noun
    for _ in range(_DEEP):
        if node.pos_ in ("VERB", "AUX") and node != noun:
            return verb_status(node, headline, depth + 1)
        if node.head == node:
            break
        node = node.head
    return "occurred" if headline else None


def _reported(verb: Token, status: str) -> str | None:
    """The status of a finite verb under a verb of saying or thinking."""
    if verb.dep_ in ("ccomp", "xcomp"):
        above = verb.head.lemma_
        if above in ("allege", "accuse", "claim", "suspect"):
            return "alleged"
    return status


def _conditional(verb: Token) -> bool:
    for child in verb.lefts:
        if child.dep_ in ("mark", "advmod", "case") and child.lower_ in _CONDITIONS:
            return True
    if verb.dep_ in ("xcomp", "conj") and verb.head != verb and verb.head.pos_ == "VERB":
        return _conditional(verb.head)
    return False


def _modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in _MODALS for child in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubj:pass") for child in verb.lefts)


def _conjunct_head(token: Token) -> Token:
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def _blocked_determiner(noun: Token) -> bool:
    return any(child.dep_ in ("det", "amod") and child.lower_ in _BLOCKING_ADJECTIVES for child in noun.lefts)


def _of_noun(noun: Token, headline: bool) -> Telling | None:
    if noun.dep_ in ("compound", "flat", "amod", "nmod:desc"):
        return None
    own = {
        child.lower_
        for child in noun.lefts
        if child.dep_ in ("det", "amod", "advmod", "nummod", "compound", "case", "nmod:poss")
    }
    if own & _BLOCKING_ADJECTIVES or own & _BLOCKING_PREPOSITIONS and not own & DEFINITE:
        return None
    status = "planned" if own & _PLANNED_ADJECTIVES else "ongoing" if own & _ONGOING_ADJECTIVES else None
    if own & _ALLEGED_ADJECTIVES:
        status = "alleged"
    definite = bool(own & DEFINITE)
    firm = definite or _is_firm(noun, own)
    carrier = _carrier(noun)
    carried = _of_carrier(noun, carrier, firm, headline)
    if carried is None:
        return None
    return Telling(
        status or carried,
        carrier if carrier is not None and carrier.lemma_ in _LIGHT else None,
        firm,
        definite,
    )


def _is_firm(noun: Token, own: set[str]) -> bool:
    if own & _FIRM_ADJECTIVES:
        return True
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return True
        if child.dep_ in ("compound", "amod", "nmod") and (
            child.ent_type_ in ("ORG", "LOC", "PER") or child.text[:1].isupper()
        ):
            return True
        if child.dep_ == "acl" and child.tag_ == "VBN":
            return True
        if child.dep_ == "acl:relcl" and verb_status(child) in ("occurred", "ongoing"):
            return True
    return False


def _carrier(noun: Token) -> Token | None:
    """The verb whose argument a noun is, through coordination; its own participle ("a meeting held …") first."""
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _LIGHT:
            return child
    node = _conjunct_head(noun)
    if node.head != node and node.head.pos_ in ("VERB", "AUX") and node.dep_ not in ("advcl", "acl"):
        return node.head
    return None


def _of_carrier(noun: Token, carrier: Token | None, firm: bool, headline: bool) -> str | None:
    head = _conjunct_head(noun)
    if carrier is not None:
        if carrier.dep_ == "acl" and carrier.head == noun:
            return "occurred"
        return _under_verb(head, carrier, firm, headline)
    above = head.head
    if above == head:
        return "occurred" if firm or headline else None
    if above.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return _under_noun(above, firm, headline)
    return "occurred" if firm else None


def _under_verb(noun: Token, verb: Token, firm: bool, headline: bool) -> str | None:
    lemma = verb.lemma_.lower()
    direct = noun.dep_ in ("obj", "nsubj:pass", "ccomp", "xcomp") or (
        noun.dep_ == "obl"
        and any(
            c.dep_ == "case" and c.lower_ in ("in", "for", "to", "against", "from", "with", "on")
            for c in noun.lefts
        )
    )
    status = verb_status(verb, headline)
    if direct and lemma in _LIGHT and noun.dep_ != "nsubj":
        return status if status or not firm or noun.dep_ != "obl" else "occurred"
    if direct and lemma in _BLOCKING_VERBS and noun.dep_ in ("obj", "nsubj:pass", "obl"):
        past = any(
            c.dep_ == "case" and c.lower_ in ("in", "after", "following", "since", "during", "amid")
            for c in noun.lefts
        )
        if noun.dep_ != "obl" or (not past and not firm):
            return None
    if firm:
        return "occurred"
    if noun.dep_ == "obl" and any(
        c.dep_ == "case" and c.lower_ in ("after", "following", "since", "during", "amid", "upon")
        for c in noun.lefts
    ):
        return "occurred"
    if status in ("occurred", "ongoing"):
        return "occurred" if direct or noun.dep_ == "nsubj" or noun.dep_ == "obl" else None
    if direct and lemma in _JUDGING_VERBS:
        return "occurred"
    return None


def _under_noun(above: Token, firm: bool, headline: bool, depth: int = 0) -> str | None:
    lemma = above.lemma_.lower()
    if lemma in _BLOCKING_NOUNS:
        return None
    if firm or lemma in _JUDGING_NOUNS:
        return "occurred"
    carrier = _carrier(above)
    if carrier is None or depth > 2:
        return "occurred" if headline else None
    return (
        "occurred"
        if verb_status(carrier, headline) in ("occurred", "ongoing") and carrier.lemma_ not in _BLOCKING_VERBS
        else None
    )
