"""What the text does by itself: sending its letter, introducing its bill, condemning, urging. That is no incident.

Acts of words (`speech` rules) count only when they are somebody else's, or of another time: "I have called on",
"last week she released a statement".
"""

from __future__ import annotations

import re
from collections.abc import Collection

from spacy.tokens import Token

from loaders.extraction.actors.actors import Actors
from loaders.extraction.incidents.mentions import Mention
from loaders.extraction.incidents.tense import has_subject
from loaders.extraction.incidents.voice import conjunct_head
from ontology.facts import Document

FIRST_PERSON = frozenset({"i", "we", "my", "our"})
SIGNERS = frozenset(
    {"senator", "lawmaker", "congressman", "congresswoman", "congressmen", "colleague", "letter", "statement"}
    | {"resolution", "signatory", "bill", "legislation", "author", "act", "amendment", "report", "member"}
)
ADOPTED = re.compile(r"adopted\b.*\bmeeting\b", re.I)
"""How a resolution tells of its own adoption."""
ANNOUNCED = frozenset({"CONSULT", "RETREAT", "MOBILIZE"})
"""What is an incident from the day it is announced."""
DEEDS = frozenset({"SANCTION", "AID", "COERCE", "ASSAULT", "PROTEST"})
"""What is one when somebody else plans it."""
RENEWING = frozenset({"reiterates", "renews", "repeats", "reaffirms", "reiterating", "renewing"})
LEAD = 2
"""Index of the last sentence that may open a text."""
PRESENTED = re.compile(
    r"\b(?:letter|bill|act|legislation|resolution|introduc\w+|urg\w+|calls?|amendment|writes?)\b", re.I
)


def is_own_act(mention: Mention, document: Document, actors: Actors) -> bool:
    """Whether a mention is what this text, or whoever speaks in it, does by saying so."""
    if ADOPTED.match(mention.sentence.tokens.text):
        return True
    told_of = mention.trigger.nominal and mention.telling.verb is None
    if mention.telling.status == "planned" and mention.rule.type not in ANNOUNCED and not told_of:
        promised = mention.rule.type not in DEEDS or not mention.roles.actors
        return promised or _by_author(mention, document, actors)
    if _promises_to_continue(mention.token):
        return _by_author(mention, document, actors)
    if not mention.rule.speech:
        return False
    if mention.in_headline or (mention.token.tag_ == "VBG" and mention.token.dep_ in ("acl", "advcl")):
        return True
    if mention.trigger.nominal and _says_again(mention.token):
        return True
    if mention.trigger.nominal and any(c.lower_ == "at" for c in mention.token.lefts):
        return False
    if mention.rule.name in ("request.letter", "request.bill"):
        return _is_presented(mention, document) and not _at_another_time(mention, document)
    if mention.rule.type in ("REQUEST", "ACCUSE") and _at_another_time(mention, document):
        return False
    return _is_readout(document) or _opens_with(mention, actors) or _by_author(mention, document, actors)


def _is_presented(mention: Mention, document: Document) -> bool:
    """Whether a letter or bill is what the release is about: told in its first sentence, or in its title."""
    if mention.token.dep_ in ("advcl", "acl:relcl") or not mention.roles.actors:
        return False
    return mention.sentence.index <= 2 or bool(PRESENTED.search(document.title))


def _opens_with(mention: Mention, actors: Actors) -> bool:
    """Whether the lead names the issuer before its verb: "Congresswoman Barbara Lee (D-Oakland) called for"."""
    if mention.sentence.index > LEAD or mention.rule.type not in ("REQUEST", "ACCUSE"):
        return False
    before = mention.token.doc[mention.sentence.tokens.start : mention.token.i]
    names = {id.rpartition("-")[2] for id in actors.issuers if id.startswith("official/")}
    return any(token.lower_ in names for token in before)


def _is_readout(document: Document) -> bool:
    return bool(re.match(r"readout\b", document.title, re.I))


def _at_another_time(mention: Mention, document: Document) -> bool:
    """Whether it is told in the perfect, of an earlier day, or as earlier: "I have called on", "last week"."""
    time, issued = mention.time, document.issued
    before = time.end is not None and issued is not None and time.end < issued
    if before and (mention.rule.type == "REQUEST" or time.start != time.end):
        return True
    verb = mention.telling.verb
    return verb is not None and (_is_perfect(verb) or _is_perfect(conjunct_head(verb)) or _is_earlier(verb))


def _says_again(noun: Token) -> bool:
    """ "Appeals to all States", "reiterates its call for": an operative clause, whatever the tagger made of it."""
    verb = noun.head
    opens = noun.i == noun.sent.start and noun.text.istitle() and noun.text.endswith("s")
    return opens or (verb.lower_ in RENEWING and verb.tag_ in ("VBZ", "VBG", "NNS") and not has_subject(verb))


def _promises_to_continue(token: Token) -> bool:
    return token.head.lower_ == "continue" and any(
        c.lower_ in ("will", "'ll", "’ll") for c in token.head.children
    )


def _is_perfect(verb: Token) -> bool:
    return any(
        child.dep_ == "aux" and child.lower_ in ("have", "has", "had", "'ve", "’ve")
        for child in verb.children
    )


def _is_earlier(verb: Token) -> bool:
    return any(
        c.lower_ in ("previously", "recently", "earlier", "already", "repeatedly", "consistently")
        for c in verb.children
    )


def _by_author(mention: Mention, document: Document, actors: Actors) -> bool:
    roles = mention.roles
    if not roles.actors:
        return roles.unnamed
    issuers: Collection[str] = actors.issuers
    speaker = actors.speaker(mention.sentence)
    title = document.title.casefold()
    for party in roles.actors:
        words = set(party.words.lower().split())
        if party.entity is not None and (party.entity in issuers or party.entity == speaker.entity):
            return True
        if (
            party.entity is not None
            and party.entity.startswith("official/")
            and re.search(rf"\b{re.escape(party.words.split()[-1].casefold())}\b(?!['’])", title)
        ):
            return True
        if words & FIRST_PERSON or {word.rstrip("s") for word in words} & SIGNERS:
            return True
    return False
