"""Reads the title before a person's name and the office in it: "CIA Director Bill Burns"."""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from loaders.extraction.naming.mentions import Title
from loaders.extraction.naming.vocabulary import is_title, plural_office
from loaders.extraction.words import actor_words

CONNECTING = frozenset({"of", "for", "the", "to", "and", "on", "&", "-", "in"})
LONGEST_TITLE = 16
PAST = frozenset({"former", "then", "late", "ex"})
STOPS = PAST | frozenset(
    {
        "today",
        "following",
        "the",
        "our",
        "his",
        "her",
        "their",
        "and",
        "dear",
        "excellency",
    }
)


def read_title(doc: Doc, name: SpacySpan, persons: Set[int]) -> Title | None:
    """The title that stands before a name, or None.

    `persons` are the places of other persons' names, over which no title reaches. "Senators A, B and C" gives
    an office but no longer phrase: the title is that of several.
    """
    words = actor_words()
    left = _own_edge(doc, _left_edge(doc, name.start, persons), name.start)
    heads = [i for i in range(left, name.start) if is_title(doc[i])]
    if not heads:
        return None
    last = doc[heads[-1]].text
    plural = plural_office(last)
    if plural is not None:
        return Title(name.start, name.end, plural)
    phrase = doc[left : name.start]
    if len(phrase) == 1 and phrase[0].text in words.address:
        return Title(left, name.end, None)
    office, organization = _office(phrase)
    return Title(left, name.end, office, organization, past=_is_past(doc, left))


def _is_past(doc: Doc, left: int) -> bool:
    """Whether what stands before a title says that the office is held no more; a hyphen may stand between."""
    before = left - 2 if left > 1 and doc[left - 1].text == "-" else left - 1
    return before >= 0 and doc[before].lower_ in PAST


def _left_edge(doc: Doc, start: int, persons: Set[int]) -> int:
    """How far the words with capitals, and the small ones between them, reach to the left."""
    edge = i = start
    while i > max(0, start - LONGEST_TITLE):
        token = doc[i - 1]
        if (token.is_sent_end and i < start) or token.i in persons or _is_no_modifier(token):
            break
        if (
            token.text[0].isupper()
            and token.lower_ not in STOPS
            and token.pos_ not in {"ADV", "VERB", "ADP", "PRON", "SCONJ"}
        ):
            i -= 1
            edge = i
        elif (
            (token.lower_ in CONNECTING and i < start and (token.lower_ != "and" or _inside_office(doc, i)))
            or (token.text in {"(", ")"} and _bracketed_acronym(doc, i - 1))
            or (token.text == "," and (_washington(doc, i - 1) or i == start))
            or (token.text == "." and i > 1 and is_title(doc[i - 2]))
        ):
            i -= 1
        else:
            break
        if doc[i].lower_ in {"the"} and i > 0 and doc[i - 1].lower_ not in CONNECTING:
            break
    return edge


def _is_no_modifier(token: Token) -> bool:
    """Words of headlines and participles ("Announcing Dr. …"), and the dash of a dateline."""
    words = actor_words()
    if (
        token.text in {"House", "Senate", "Policy"}
        or is_title(token)
        or token.text in actor_words().office_prefixes
    ):
        return False
    return token.text in words.headline_words or (token.text.endswith(("ing", "-")) and len(token.text) > 1)


def _own_edge(doc: Doc, left: int, end: int) -> int:
    """Without what only governs the title: "Statement of", "Readout of". Before "of" stands an office or a body."""
    words = actor_words()
    for i in range(left, end):
        if doc[i].lower_ in CONNECTING and doc[i].text != "-":
            bears = any(is_title(doc[j]) or doc[j].text in words.organization_nouns for j in range(left, i))
            if not bears:
                left = i + 1
    return left


def _inside_office(doc: Doc, i: int) -> bool:
    """Whether an "and" belongs to one office, after "of" or "for": "Secretary of Health and Human Services"."""
    return (
        any(doc[j].lower_ in {"of", "for"} for j in range(max(0, i - 4), i - 1))
        and doc[i - 2].text not in actor_words().titles
    )


def _bracketed_acronym(doc: Doc, i: int) -> bool:
    window = doc[max(0, i - 2) : i + 3].text
    return (
        "(" in window and ")" in window and any(t.is_upper and len(t) > 1 for t in doc[max(0, i - 2) : i + 3])
    )


def _washington(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and doc[i + 1].text in {"D.C.", "DC"}


def _office(phrase: SpacySpan) -> tuple[str | None, str | None]:
    """The office without country or body, and the body: ("Chairman", "House Foreign Affairs Committee")."""
    words = actor_words()
    tokens = [t for t in phrase if t.text not in words.address]
    if not tokens:
        return None, None
    heads = [i for i, t in enumerate(tokens) if is_title(t)]
    if not heads:
        return None, None
    last = heads[-1]
    of = next((i for i, t in enumerate(tokens) if t.lower_ in {"of", "for", "to"} and i > heads[0]), None)
    first = heads[0]
    while first > 0 and tokens[first - 1].text in actor_words().office_prefixes:
        first -= 1
    body = " ".join(t.text for t in tokens[:first]).strip() or None
    end = len(tokens) if of is not None else last + 1
    office = "".join(t.text_with_ws for t in tokens[first:end]).strip().rstrip(",")
    return words.written_out.get(office, office), body
