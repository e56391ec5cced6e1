"""Finds every mention of an actor or place: names, their titles, offices that stand alone, short forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from loaders.extraction.naming.abbreviations import find_abbreviations
from loaders.extraction.naming.governments import find_governments
from loaders.extraction.naming.mentions import Mention, Name, Title
from loaders.extraction.naming.names import find_names, without_overlaps
from loaders.extraction.naming.offices import find_offices
from loaders.extraction.naming.place_nouns import is_place_after_all
from loaders.extraction.naming.shapes import find_short_forms
from loaders.extraction.naming.titles import read_title
from loaders.extraction.naming.vocabulary import Vocabulary, is_title
from loaders.extraction.sentences import Block, ParsedDocument, Sentence
from loaders.register.register import Register


def find_mentions(parsed: ParsedDocument, register: Register) -> list[Mention]:
    """The mentions of all blocks; headlines last, as what they name is told in the body."""
    by_block: dict[Block, list[Sentence]] = {}
    for sentence in parsed.sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    common = frozenset(t.lower_ for s in parsed.sentences for t in s.tokens if t.text.islower())
    abbreviations = find_abbreviations(parsed.document.text, register)
    issuers = frozenset(_surnames(parsed.document.issuers, register))
    places = _places(sentences[0].tokens.doc for sentences in by_block.values())
    vocabulary = Vocabulary(common, issuers, issuers, places, register.demonyms.words, abbreviations)
    found: list[Mention] = []
    for headline in (False, True):
        for block, sentences in by_block.items():
            if (block.kind in ("title", "heading")) == headline:
                more = list(_of_block(sentences, register, vocabulary, headline=headline))
                vocabulary = vocabulary.with_persons(m.name for m in more if _is_person(m.name))
                found.extend(more)
    return found


def _surnames(issuers: Iterable[str], register: Register) -> Iterator[str]:
    """The last words of the issuers that may be persons."""
    for name in issuers:
        words, known = name.split(), register.named(name)
        if words[0].lower() != "the" and words[-1][0].isupper() and all(e.kind == "Official" for e in known):
            yield words[-1]


def _places(docs: Iterable[Doc]) -> frozenset[str]:
    """Single names that the model takes for persons less often than it, or the words before them, tell a place."""
    votes: Counter[str] = Counter()
    for entity in (entity for doc in docs for entity in doc.ents if len(entity) == 1):
        if entity.label_ == "LOC" or is_place_after_all(entity, ()):
            votes[entity.text] += 1
        elif entity.label_ == "PER":
            votes[entity.text] -= 1
    return frozenset(name for name, vote in votes.items() if vote >= 0)


def _is_person(name: Name) -> bool:
    return name.kind == "Official" and name.found.rule != "office alone"


def _of_block(
    sentences: Sequence[Sentence], register: Register, vocabulary: Vocabulary, *, headline: bool
) -> Iterator[Mention]:
    doc = sentences[0].tokens.doc
    text = doc.text
    names = find_names(doc, text, register, vocabulary, headline=headline)
    names = without_overlaps([*find_governments(doc, text, register), *names])
    mentions = list(_titled(names, sentences))
    inside = [mention.whole for mention in mentions if mention.title]
    offices = list(find_offices(doc, text, register, inside))
    mentions = [m for m in mentions if m.name.entries or not _within(m.name.tokens, offices)]
    taken = [m.whole for m in mentions]
    for mention in (*mentions, *_titled([*offices, *find_short_forms(doc, taken)], sentences)):
        if not _is_part_of_title(mention, inside):
            yield mention


def _within(tokens: SpacySpan, names: Sequence[Name]) -> bool:
    return any(name.tokens.start <= tokens.start and tokens.end <= name.tokens.end for name in names)


def _titled(names: Sequence[Name], sentences: Sequence[Sentence]) -> Iterator[Mention]:
    people = frozenset(t.i for name in names if name.kind == "Official" for t in name.tokens)
    for name in names:
        sentence = next((s for s in sentences if s.tokens.start <= name.tokens.start < s.tokens.end), None)
        if sentence is None:
            continue
        title = read_title(name.tokens.doc, name.tokens, people) if _is_person(name) else None
        if title is None and name.office:
            title = Title(name.tokens.start, name.tokens.end, name.office)
        if title is not None and title.start < sentence.tokens.start:
            title = replace(title, start=name.tokens.start)
        yield Mention(sentence, name, title)


def _is_part_of_title(mention: Mention, titled: Sequence[SpacySpan]) -> bool:
    """The "U.S." of "U.S. Senator": a state that only says whose official somebody is."""
    if mention.title or not mention.name.entries or mention.name.entries[0].type != "state":
        return False
    tokens = mention.name.tokens
    if (
        tokens.end < len(tokens.doc)
        and is_title(tokens.doc[tokens.end])
        and tokens.text.endswith(("S", "S."))
    ):
        return True
    return any(whole.start <= tokens.start and tokens.end <= whole.end for whole in titled)
