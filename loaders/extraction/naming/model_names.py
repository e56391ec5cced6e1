"""Bodies and places that the language model finds: trimmed, and kept where a word of the name tells something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from loaders.extraction.actors.acting import acts_as_subject
from loaders.extraction.boundaries import DASHES
from loaders.extraction.naming.mentions import Name
from loaders.extraction.naming.place_nouns import is_place_after_all, opens_dateline, with_place_noun
from loaders.extraction.naming.registered_names import DIRECTIONS
from loaders.extraction.naming.vocabulary import Vocabulary, is_common, is_ordinary, is_title
from loaders.extraction.words import actor_words
from ontology.facts import EntityKind, Found

KINDS: dict[str, EntityKind] = {"ORG": "Organization", "LOC": "Location", "PER": "Location"}
MODEL = Found("model", 0.7)


def find_modelled(doc: Doc, known: Sequence[SpacySpan], vocabulary: Vocabulary) -> Iterator[Name]:
    """What the model takes for organizations and places. `known` are names that need no model."""
    inside = {i for span in known for i in range(span.start, span.end)}
    for span in doc.ents:
        is_place = span.text in vocabulary.places or is_place_after_all(span, inside)
        is_person = span.label_ == "PER" and not is_place
        if span.label_ not in KINDS or is_person or (tokens := _trimmed(span)) is None:
            continue
        if _tells_nothing(tokens, vocabulary, inside) or _is_bare_acronym(tokens, vocabulary):
            continue
        tokens, has_noun, canonical = with_place_noun(tokens)
        kind = "Location" if has_noun else _kind(tokens, KINDS[span.label_])
        yield Name(tokens, kind, MODEL, canonical=canonical)


def _kind(tokens: SpacySpan, told: EntityKind) -> EntityKind:
    """The model's kind, but for what stands in a dateline, or bare after "in" or "near": a place."""
    doc, root = tokens.doc, tokens.root
    if tokens[-1].text in actor_words().organization_nouns:
        return "Organization"
    if opens_dateline(tokens):
        return "Location"
    before = doc[tokens.start - 1].lower_ if tokens.start else ""
    is_acronym = len(tokens) == 1 and tokens.text.isupper()
    return (
        "Location"
        if before in {"in", "near"} and root.dep_ in {"obl", "nmod"} and len(tokens) < 4 and not is_acronym
        else told
    )


def _tells_nothing(tokens: SpacySpan, vocabulary: Vocabulary, inside: Set[int]) -> bool:
    """Whether all words, but for a known name among them, are ordinary: "Freeze DoD", "Rural Development"."""
    words = actor_words()
    if inside & set(range(tokens.start, tokens.end)) and tokens[0].text in DIRECTIONS:
        return False
    return all(
        token.i in inside
        or token.text in words.openers
        or token.text in vocabulary.persons
        or token.text in words.organization_nouns
        or token.text in words.portfolios
        or not token.is_alpha
        or is_common(token, vocabulary)
        or is_ordinary(token)
        for token in tokens
    )


def _is_bare_acronym(tokens: SpacySpan, vocabulary: Vocabulary) -> bool:
    """Whether capitals that no bracket explains by a body do nothing: "LNG exports", "extend TPS", "AUMFs"."""
    if len(tokens) > 1 or tokens.text in vocabulary.abbreviations.bodies or opens_dateline(tokens):
        return False
    text = tokens.text
    if text[:-1].isupper() and text.endswith("s"):
        return True
    return text.isupper() and not acts_as_subject(tokens[0])


def _trimmed(span: SpacySpan) -> SpacySpan | None:
    """Without articles, opening verbs, quotation marks and endings; None if no word with a capital is left."""
    start, end, doc = span.start, span.end, span.doc
    while start < end and (
        not (doc[start].text[0].isupper() or doc[start].text[0].isdigit() or doc[start].lower_ == "al")
        or (doc[start].is_sent_start and doc[start].pos_ == "VERB")
    ):
        start += 1
    end = next((i for i in range(start + 1, end) if doc[i].text in DASHES and doc[i - 1].whitespace_), end)
    while end > start and (
        doc[end - 1].is_punct
        or doc[end - 1].text[0].islower()
        or doc[end - 1].text == "'s"
        or (doc[end - 1].text in actor_words().openers and end - start > 1)
    ):
        if doc[end - 1].text in {")", "."}:
            break
        end -= 1
    while end > start + 1 and (is_title(doc[end - 1]) or doc[end - 1].text in {"Co", "-"}):
        end -= 1
    while (
        end > start
        and doc[end - 1].text in actor_words().office_prefixes
        and end < len(doc)
        and is_title(doc[end])
    ):
        end -= 1
    words = doc[start:end]
    return words if len(words) and not _is_no_name(words) else None


def _is_no_name(words: SpacySpan) -> bool:
    if len(words) > 1 and is_title(words[0]) and words[1].lower_ in {"of", "for"}:
        return True
    if len(words) == 1 and words.text.isupper() and (_is_measure(words) or len(words.text) < 3):
        return True
    return words[-1].text.endswith(("ians", "ans", "ists", "men", "ers")) or _only_governs(words)


def _only_governs(words: SpacySpan) -> bool:
    """Whether what is named begins after "of": "Records of the Security Council"."""
    of = next((i for i, token in enumerate(words) if token.lower_ == "of"), 0)
    nouns = actor_words().organization_nouns | actor_words().place_nouns
    return of > 0 and not any(token.text in nouns for token in words[:of])


def _is_measure(words: SpacySpan) -> bool:
    """Whether capitals stand beside a number: "10 EST", "UNSCR 2254"."""
    doc, i = words.doc, words.start
    return any(0 <= j < len(doc) and doc[j].like_num for j in (i - 1, i + 1))
