"""Finds names of persons: after a title, before a party tag "(D-CA)", in lists after "Senators", and by the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from loaders.extraction.naming.described_persons import find_described
from loaders.extraction.naming.mentions import Name
from loaders.extraction.naming.name_runs import LONGEST_NAME, NameRuns
from loaders.extraction.naming.place_nouns import is_place_after_all
from loaders.extraction.naming.surnames import SURNAME
from loaders.extraction.naming.vocabulary import Vocabulary, is_ordinary, is_title, plural_office
from loaders.extraction.words import actor_words
from ontology.facts import Found

PARTY_TAG = re.compile(
    r"\((?:[RDIL]|DEM|REP|GOP|Dem|Rep)\.?(?:\s?[-–—,/]\s?[\w. -]{2,16}){0,2}\)"
    r"|(?<=, )[RDI]-(?:[A-Z]{2}\b|[A-Z][a-z]+\b\.?)"
)
TITLED, TAGGED, LISTED, MODEL = (
    Found("name after a title", 0.9),
    Found("name before a party tag", 0.95),
    Found("name in a list after a title", 0.96),
    Found("model", 0.75),
)
WEAK_TITLES = frozenset(
    {"General", "Major", "Head", "Chief", "Justice", "Principal", "Fellow", "Judge", "Marshal"}
)
"""Titles that are ordinary words too: "General Motors", "Head Start"."""
JOINTS = frozenset({",", "and", "&", ";"})


def find_persons(
    doc: Doc, text: str, others: Sequence[Name], known: Vocabulary, *, headline: bool
) -> Iterator[Name]:
    """Bare names of persons. `others` are names already known: in those of other things no person's name begins."""
    finder = _Finder(doc, text, others, known, headline)
    yield from finder.titled()
    yield from finder.tagged()
    yield from finder.modelled()
    yield from find_described(doc, finder.runs, finder.taken)
    if headline:
        yield from finder.opening()


class _Finder:
    def __init__(
        self, doc: Doc, text: str, others: Sequence[Name], known: Vocabulary, headline: bool
    ) -> None:
        self.doc = doc
        self.text = text
        self.taken = {
            i: n.tokens for n in others if n.kind != "Official" for i in range(n.tokens.start, n.tokens.end)
        }
        self.officials = {name.tokens.start: name.tokens for name in others if name.kind == "Official"}
        self.known = known
        self.headline = headline
        self.runs = NameRuns(doc, known, headline)

    def titled(self) -> Iterator[Name]:
        """Names after a title, also after "Emir of Qatar," and "President of Taiwan"."""
        for token in self.doc:
            if not is_title(token):
                continue
            start = self._after(token)
            span = self._run(start, token)
            if span is not None and len(span) == 1 and token.text in WEAK_TITLES and is_ordinary(span[0]):
                continue
            if span is not None and len(span) == 1 and not self._is_person(span[0]):
                span = (
                    None
                    if is_ordinary(span[0]) or not self._stands_for_person(span[0], token, start)
                    else span
                )
            if span is not None:
                yield Name(span, "Official", TITLED)
                if (office := plural_office(token.text)) is not None:
                    yield from self._listed(span, office)

    def tagged(self) -> Iterator[Name]:
        """The longest names that end right before a party tag."""
        for match in PARTY_TAG.finditer(self.text):
            tag = self.doc.char_span(match.start(), match.end(), alignment_mode="expand")
            end = tag.start if tag is not None else 0
            for start in range(max(0, end - LONGEST_NAME), end):
                if self._opens(start) and (run := self.runs.starting(start)) and run.end == end:
                    titles = [token.i for token in run[:-1] if is_title(token)]
                    yield Name(run[titles[-1] + 1 - start :] if titles else run, "Official", TAGGED)
                    break

    def modelled(self) -> Iterator[Name]:
        """What the model takes for a person, without titles; not countries and ordinary words."""
        for entity in self.doc.ents:
            if entity.label_ != "PER" or (span := self._without_title(entity)) is None:
                continue
            if span.start and self.doc[span.start - 1].text in actor_words().other_openers:
                continue
            other = self.taken.get(span.start)
            if other is not None and (len(other) > 1 or span.end <= other.end):
                continue
            if len(span) == 1 and span.text.isupper() and not self.headline and not self.doc.text.isupper():
                continue
            if not all(self._tells_nothing(token) for token in span) and not is_place_after_all(
                span, self.taken
            ):
                yield Name(span, "Official", MODEL)

    def _tells_nothing(self, token: Token) -> bool:
        is_known = token.text in self.known.persons
        return self.runs.is_common(token) or token.i in self.taken or (is_ordinary(token) and not is_known)

    def opening(self) -> Iterator[Name]:
        """Whoever a headline begins with: "Lofgren Statement on …", "Shaheen, Ricketts Issue …"."""
        for i in range(len(self.doc) - 1):
            token, following = self.doc[i], self.doc[i + 1]
            unlikely = self.runs.is_common(token) or token.text in actor_words().headline_openers
            if i in self.taken or not token.is_alpha or unlikely:
                return
            if following.text in actor_words().headline_words or following.text in JOINTS:
                yield Name(self.doc[i : i + 1], "Official", SURNAME)
            if following.text not in JOINTS:
                return

    def _after(self, title: Token) -> int:
        """The place after a title, its full stop, "of State" and "of Taiwan,"."""
        doc, i = self.doc, title.i + 1
        if i < len(doc) and doc[i].text == "." and not title.whitespace_:
            i += 1
        for _ in range(2):
            if i + 1 < len(doc) and doc[i].lower_ in {"of", "for", "to"}:
                i = self._after_object(i + 2 if doc[i + 1].lower_ == "the" else i + 1)
        if (
            i + 1 < len(doc)
            and doc[i].text == ","
            and i > title.i + 1
            and (doc[i + 1].ent_type_ == "PER" or i + 1 in self.officials)
        ):
            i += 1
        return i

    def _after_object(self, i: int) -> int:
        """The place after "Taiwan" or "Health and Human Services"."""
        if i in self.taken:
            return self.taken[i].end
        words, start = actor_words(), i
        while i < len(self.doc) and (
            self.doc[i].text in words.portfolios or (self.doc[i].text in {"and", "&"} and i > start)
        ):
            i += 1
        return i

    def _run(self, start: int, title: Token) -> SpacySpan | None:
        if start >= len(self.doc):
            return None
        words, first = actor_words(), self.doc[start]
        if start in self.officials:
            run = self.runs.starting(start)
            return run if run is not None and len(run) > len(self.officials[start]) else self.officials[start]
        if first.text in actor_words().office_prefixes:
            return None
        other = self.taken.get(start)
        if (
            other is not None
            and (other.start < start or len(other) > 1 or first.ent_type_ == "LOC")
            and first.ent_type_ != "PER"
        ):
            return None
        if (
            first.text in words.titles
            or first.text in words.organization_nouns
            or first.text in words.other_nouns
        ):
            return None
        if title.i in self.taken and self.taken[title.i] is other:
            return None
        return self._until_known(self.runs.starting(start))

    def _until_known(self, run: SpacySpan | None) -> SpacySpan | None:
        """The run without a known name after its first word, as in the headline "President Roe Sudan Sanctions"."""
        if run is None or (len(run) > 1 and run[-1].text in actor_words().other_nouns):
            return None
        known = (t.i for t in run[1:] if t.i in self.taken and (self.headline or t.ent_type_ != "PER"))
        return self.doc[run.start : next(known, run.end)]

    def _stands_for_person(self, name: Token, title: Token, start: int) -> bool:
        """Whether one unknown word names who holds an office: right after the title, or after its portfolio."""
        between = self.doc[title.i + 1 : start]
        named = [t for t in between if not t.text.islower()]
        portfolio = bool(named) and all(t.text in actor_words().portfolios for t in named)
        alone = name.i + 1 >= len(self.doc) or not self.doc[name.i + 1].text[0].isupper()
        return start <= title.i + 2 or (
            portfolio and alone and name.pos_ == "PROPN" and name.i not in self.taken
        )

    def _is_person(self, token: Token) -> bool:
        return token.ent_type_ == "PER" or token.text in self.known.persons

    def _listed(self, first: SpacySpan, office: str) -> Iterator[Name]:
        """The names that follow in a list: "(R-Idaho), Mike Crapo (R-Idaho), and Jacky Rosen"."""
        doc, i = self.doc, first.end
        while i < len(doc):
            if doc[i].text == "(":
                i = next((j + 1 for j in range(i, len(doc)) if doc[j].text == ")"), len(doc))
            elif doc[i].lower_ in JOINTS:
                i += 1
            else:
                free = doc[i - 1].lower_ in JOINTS and (i not in self.taken or doc[i].ent_type_ == "PER")
                span = self.runs.starting(i) if free else None
                if span is None or doc[i].text in actor_words().titles:
                    return
                yield Name(span, "Official", LISTED, office=office)
                i = span.end

    def _opens(self, start: int) -> bool:
        """Whether a name may begin here: after a joint, a title, or a word without a capital."""
        if self.doc[start].text in actor_words().titles:
            return False
        before = self.doc[start - 1] if start else None
        return (
            before is None
            or before.text in JOINTS
            or before.text in {"(", "."}
            or is_title(before)
            or not before.text[0].isupper()
        )

    def _ends_name(self, i: int) -> bool:
        """Whether a name that the model drew too long ends before this word."""
        token = self.doc[i]
        if self.headline:
            return self.runs.is_common(token) or i in self.taken
        return token.text in actor_words().headline_words and token.text not in self.known.persons

    def _is_from(self, i: int) -> bool:
        """The "of" of "Mary Roe of Illinois"."""
        return self.doc[i].lower_ == "of" and i + 1 in self.taken

    def _is_portfolio(self, i: int) -> bool:
        """The "State" of "Secretary of State"."""
        before = self.doc[max(0, i - 4) : i]
        return self.doc[i].text in actor_words().portfolios and any(
            token.lower_ in {"of", "for"} for token in before
        )

    def _without_title(self, entity: SpacySpan) -> SpacySpan | None:
        start, end, doc = entity.start, entity.end, entity.doc
        titles = [i for i in range(start, end - 1) if is_title(doc[i])]
        start = titles[-1] + 1 if titles else start
        while end > start and (
            doc[end - 1].text in {"'s", "'"}
            or (doc[end - 1].text.islower() and doc[end - 1].text.isalpha())
            or (doc[end - 1].is_punct and not doc[end - 1].text.endswith("."))
        ):
            end -= 1
        while start < end and (
            doc[start].is_punct or doc[start].lower_ in {"the", "a"} or self._is_portfolio(start)
        ):
            start += 1
        while self.headline and start < end - 1 and self.runs.is_common(doc[start]):
            start += 1
        if end - start == 1 and doc[start].is_sent_start and doc[start].pos_ != "PROPN":
            return None
        end = next((i for i in range(start + 1, end) if self._ends_name(i) or self._is_from(i)), end)
        return doc[start:end] if end > start and doc[start].text[0].isupper() else None
