"""Names by their shape: capitals that end in "Committee", or begin with "Ministry of"."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from loaders.extraction.naming.mentions import Name
from loaders.extraction.naming.vocabulary import is_ordinary, is_title
from loaders.extraction.words import actor_words
from ontology.facts import EntityKind, Found

SHAPE = Found("shape of the name", 0.8)
OWNERS = r"(?:People|Peoples|Women|Children|Men|Girls|Workers|Farmers|Mothers|Teachers|Students|Prisoners|Veterans)"
WORD = rf"(?:{OWNERS}['’]s?(?= [A-Z])|(?:[A-Z]\.){{2,}}|(?!I\b)[A-Z][\w&]*(?:['-][A-Za-z]\w+)*(?:'(?= ))?)"
LINKS = frozenset({"of", "the", "and", "for", "&"})
COMMITTEES = frozenset({"Committee", "Subcommittee"})
"""Bodies whose names enumerate what they are for, with articles: "on Asia, the Pacific, and Trade"."""


def find_shaped(doc: Doc, text: str, known: Sequence[SpacySpan]) -> Iterator[Name]:
    """Organizations and places whose names tell what they are. `known` names end what stands before an "and"."""
    words = actor_words()
    matches = deque(_pattern().finditer(text))
    if not matches:
        return
    starts = {span.start_char for span in known if len(span) > 1 or span.text.isupper()}
    ends = {span.end_char for span in known}
    people = {span.start_char for span in doc.ents if span.label_ == "PER" and len(span) > 1}
    persons = {
        token.idx for token in doc if token.ent_type_ == "PER" or (token.pos_ == "PROPN" and _is_new(token))
    }
    while matches:
        match = matches.popleft()
        if match["head"] in PLURALS and match["after"].startswith(" of "):
            yield from _several(doc, match)
            continue
        if any(phrase in match.group() for phrase in words.no_names):
            continue
        start, end = _from(match, starts, ends, persons), _until(match, starts, ends, people, text)
        if start is not None and start > match.start():
            matches.extendleft(_pattern().finditer(text, match.start(), start))
        tokens = doc.char_span(start, end, alignment_mode="expand") if start is not None else None
        while tokens is not None and len(tokens) > 1 and tokens[-1].text.islower():
            tokens = tokens[:-1]
        tokens = _without_opening(tokens) if tokens is not None else None
        if tokens is None or len(tokens) < 2 or tokens.text.lower() == match["head"].lower():
            continue
        if tokens[-1].text in words.office_prefixes and tokens.end < len(doc) and is_title(doc[tokens.end]):
            continue
        kind: EntityKind = "Organization" if match["head"] in words.organization_nouns else "Location"
        yield Name(tokens, kind, SHAPE)


def _is_new(token: Token) -> bool:
    """Whether a word is neither ordinary nor one of offices and bodies."""
    words = actor_words()
    return token.text not in words.portfolios | words.organization_nouns and not is_ordinary(token)


def _without_opening(tokens: SpacySpan) -> SpacySpan:
    """Without a word that has its capital from beginning the sentence: "Several", "Updated"."""
    opens = tokens[0].is_sent_start and tokens[0].pos_ in {
        "VERB",
        "AUX",
        "ADV",
        "DET",
        "ADP",
        "PRON",
        "SCONJ",
    }
    return tokens[1:] if opens and is_ordinary(tokens[0]) else tokens


PLURALS = {"Departments": "Department", "Ministries": "Ministry", "Committees": "Committee"}


def _several(doc: Doc, match: re.Match[str]) -> Iterator[Name]:
    """The two names of "Departments of Justice and Homeland Security", each to go by the full one."""
    head, at = match["head"], match.start("head")
    for number, piece in enumerate(re.finditer(r"(?:(?! and |, ).)+", match["after"].removeprefix(" of"))):
        words = re.sub(r"^(?:and|the|,|\s)+", "", piece.group())
        end = match.start("after") + 3 + piece.end()
        tokens = doc.char_span(at if number == 0 else end - len(words), end, alignment_mode="expand")
        if words and tokens is not None:
            yield Name(tokens, "Organization", SHAPE, canonical=f"{PLURALS[head]} of {words}")


@cache
def _pattern() -> re.Pattern[str]:
    words = actor_words()
    heads = "|".join(
        sorted(map(re.escape, words.organization_nouns | words.place_nouns), key=len, reverse=True)
    )
    before = rf"(?:{WORD},? (?:of the |of |and |& )?)*"
    inner = rf"{WORD}(?:(?:,? and| &|, the|,| of| of the)? {WORD})*"
    after = rf"(?: (?:of|for|on|against|in)(?: the)? {inner})?"
    return re.compile(rf"\b(?P<before>{before})\b(?P<head>{heads})\b(?!-)(?P<after>{after})")


def _from(match: re.Match[str], starts: set[int], ends: set[int], persons: set[int]) -> int | None:
    """Where the name begins: after openers, titles, and what an "and" or a comma only puts beside it."""
    words = actor_words()
    start, pieces = match.start(), list(re.finditer(r"\S+", match["before"]))
    bodies = words.organization_nouns | words.place_nouns | words.opening_nouns | words.gathering_nouns
    first = 0
    for number, piece in enumerate(pieces):
        word = piece.group().rstrip(",")
        closes = match.start() + piece.start() + len(word)
        following = pieces[number + 1].group() if number + 1 < len(pieces) else ""
        breaks = piece.group().endswith(",") or following in {"and", "&"}
        is_office = _is_title(word) and following in {"of", "for", "to", "and"}
        only_governs = following == "of" and word not in bodies and word not in words.openers
        if number and _is_title(pieces[number - 1].group()) and match.start() + piece.start() in persons:
            first = _after_person(pieces, number) or first
        elif (
            (word in words.openers and match.start() + piece.start() not in starts)
            or is_office
            or only_governs
            or (word.endswith("'s") and not _belongs(word))
            or (
                breaks
                and (
                    closes in ends
                    or word in words.organization_nouns
                    or word in words.place_nouns
                    or piece.group().endswith(",")
                )
            )
        ):
            first = number + 1
    while first < len(pieces) and pieces[first].group().rstrip(",") in LINKS | words.openers:
        if match.start() + pieces[first].start() in starts:
            break
        first += 1
    if first >= len(pieces):
        return match.start("head") if match["after"] and match["head"] in words.opening_nouns else None
    return start + pieces[first].start()


def _is_title(word: str) -> bool:
    """ "Chairman", "Member"; also "Co-founder" and "Vice-Chair"."""
    bare = word.rpartition("-")[2]
    return word in {"Member", "Members"} or bare.capitalize() in actor_words().titles


def _after_person(pieces: list[re.Match[str]], number: int) -> int | None:
    """The place after a person's name: after "of the" in "Chairman Roe of the Finance Committee"."""
    following = enumerate(pieces[number + 1 :], number + 1)
    return next((i for i, piece in following if piece.group() in LINKS), None)


def _belongs(word: str) -> bool:
    return word.removesuffix("'s") in {"People", "Children", "Women", "Men", "Veterans"}


def _until(match: re.Match[str], starts: set[int], ends: set[int], people: set[int], text: str) -> int:
    """Where the name ends: before a second name that a comma or "and" puts beside it, and before "in Kabul"."""
    words = actor_words()
    after = match["after"]
    if match["before"] and after.startswith((" in ", " of the ")) and match["head"] in words.place_nouns:
        return match.end("head")
    if after.startswith(" in ") and match["head"] not in words.posted_nouns:
        return match.end("head")
    is_list = _is_list(after)
    end = min(
        (e for e in ends if match.start("after") < e < match.end() and _runs_on(text, e)), default=match.end()
    )
    for joint in re.finditer(r",? and (?:the )?|, (?:the )?| & | of the | of | (?=[A-Z])", after):
        at = match.start("after") + joint.end()
        if at > end:
            break
        rest = re.split(r",| and | of | for ", text[at:end])[0].split()
        is_known = at in starts and not is_list
        if _parts(joint.group(), after[: joint.start()], rest, is_known=is_known, is_person=at in people):
            return match.start("after") + joint.start()
        enumerates = is_list and (match["head"] in COMMITTEES or joint.group() != ", the ")
        if joint.group().startswith(",") and not enumerates:
            return match.start("after") + joint.start()
    return end


def _runs_on(text: str, end: int) -> bool:
    """Whether another name begins right after a known one: "… of the PLO Hussein …"."""
    following = re.match(r" ([A-Z]\w+)", text[end:])
    words = actor_words()
    return following is not None and following[1] not in words.organization_nouns | words.place_nouns


def _parts(joint: str, before: str, rest: list[str], *, is_known: bool, is_person: bool) -> bool:
    """Whether another name begins after the joint."""
    words = actor_words()
    if is_person or joint == " ":
        titled = (
            len(rest) > 1 and rest[0] in words.titles and before.split()[-1:] != before.lower().split()[-1:]
        )
        return is_person or titled or bool(rest and rest[0] in words.months)
    if rest and (rest[0] == "Ranking" or rest[0] in words.months):
        return True
    if joint.strip().startswith("of"):
        return is_known and before.startswith((" on ", " for "))
    return is_known or bool(rest and (rest[-1] in words.organization_nouns or rest[0] in words.titles))


def _is_list(after: str) -> bool:
    """Whether a last "and" closes commas before it: "Education, Labor, and Pensions"."""
    return bool(re.search(r"\w, \w[^,]*, and ", after))


SHORT_FORM = Found("short form", 0.6)


def find_short_forms(doc: Doc, taken: Sequence[SpacySpan]) -> Iterator[Name]:
    """The last word of a body's name, standing for the whole: "the Assembly", "the Committee"."""
    places = {i for span in taken for i in range(span.start, span.end)}
    nouns = actor_words().organization_nouns
    for token in doc[1:]:
        if token.text in nouns and token.i not in places and token.nbor(-1).lower_ == "the":
            following = token.nbor().text if token.i + 1 < len(doc) else ""
            if not following[:1].isupper() and following.lower() not in {"of", "for", "on"}:
                yield Name(doc[token.i : token.i + 1], "Organization", SHORT_FORM)
