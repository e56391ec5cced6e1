"""What they want: who asks whom to do, or refrain from, what.

The rules are the files in `rules/demands/`; `frames` reads the constructions that they name, `actions` the verb
phrases that are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.actors.actors import Actors
from loaders.extraction.demands.actions import (
    action_words,
    clause_words,
    denied_in_line,
    left_undone,
    verbs_of,
)
from loaders.extraction.demands.frames import READERS
from loaders.extraction.demands.headlines import read_headline, read_title_order
from loaders.extraction.demands.imperatives import read_imperative
from loaders.extraction.demands.kinds import kinds_of
from loaders.extraction.demands.wish import Wish
from loaders.extraction.rulebook import Rule, rulebook, rules_of
from loaders.extraction.sentences import ParsedDocument, Sentence
from loaders.extraction.syntax import SUBJECTS, is_noun, modal_of, phrase, subjects, with_trailing
from loaders.extraction.topics import Surroundings
from loaders.extraction.voices import Voices
from ontology.facts import Demand, Found, Party, Report, Span


def find_demands(parsed: ParsedDocument, actors: Actors, reports: tuple[Report, ...]) -> tuple[Demand, ...]:
    """The demands that a document makes or reports, in text order.

    What is asked within what is asked ("call on X to insist that Y …") is part of the outer action and no demand
    of its own.
    """
    found: list[Demand] = []
    surroundings = Surroundings(parsed)
    for sentence in parsed.sentences:
        if sentence.block.kind == "boilerplate" or sentence.tokens.text.rstrip('” "').endswith("?"):
            continue
        found.extend(_in_sentence(sentence, Voices(sentence, actors), surroundings, reports))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One action of a wish, with what called it."""

    wish: Wish
    rule: Rule
    cue: Token
    words: list[Token]
    refrain: bool


def _in_sentence(
    sentence: Sentence, voices: Voices, surroundings: Surroundings, reports: tuple[Report, ...]
) -> Iterator[Demand]:
    asked = list(_read(sentence))
    for one in _outermost(asked):
        yield from _demands(one, sentence, voices, surroundings, reports)


def _read(sentence: Sentence) -> Iterator[_Asked]:
    book, headline = rulebook("demands"), sentence.block.kind in {"title", "heading"}
    for token in sentence.tokens:
        for cue in book.get(token.lower_, ()):
            wish = (read_headline(token, cue) if headline else None) or READERS[cue.rule.frame](token, cue)
            if wish is not None:
                yield from _actions(wish, cue.rule, token)
                break
    order = read_title_order(sentence) if headline else read_imperative(sentence)
    if order is not None:
        rule = next(rule for rule in rules_of("demands") if rule.frame == "imperative")
        yield from _actions(order, rule, order.action)


def _actions(wish: Wish, rule: Rule, cue: Token) -> Iterator[_Asked]:
    if wish.words:
        for words in wish.words:
            refrain = not wish.nominal and (denied_in_line(words, wish.refrain) or left_undone(words[0]))
            yield _Asked(wish, rule, cue, words, refrain)
        return
    if wish.nominal:
        yield _Asked(wish, rule, cue, with_trailing(phrase(wish.action)), refrain=False)
        return
    verbs = verbs_of(wish.action)
    acting = any(subject in wish.addressees for subject in subjects(wish.action))
    whole = rule.frame == "modal" and len(verbs) == 1 and not acting and _beside_another(wish.action)
    for verb in verbs:
        refrain = (
            wish.refrain
            if verb == wish.action
            else left_undone(verb) or (wish.refrain and not left_undone(wish.action))
        )
        yield _Asked(wish, rule, cue, clause_words(verb) if whole else action_words(verb, verbs), refrain)


def _beside_another(verb: Token) -> bool:
    """Whether another clause with a subject of its own stands beside: "aid must flow and guns must fall silent"."""
    others = [child for child in verb.rights if child.dep_ == "conj"] + (
        [verb.head] if verb.dep_ == "conj" else []
    )
    named = any(child.dep_ in SUBJECTS and is_noun(child) for child in verb.lefts)
    return named and any(modal_of(other) and any(c.dep_ in SUBJECTS for c in other.lefts) for other in others)


def _outermost(asked: list[_Asked]) -> list[_Asked]:
    """Without what another demand's action contains, and without a second reading of the same action."""
    kept: list[_Asked] = []
    for one in sorted(asked, key=lambda a: (a.words[0].i, -a.words[-1].i, -a.rule.confidence)):
        if not any(k.words[0].i <= one.words[0].i and one.words[-1].i <= k.words[-1].i for k in kept):
            kept.append(one)
    return kept


def _demands(
    one: _Asked, sentence: Sentence, voices: Voices, surroundings: Surroundings, reports: tuple[Report, ...]
) -> Iterator[Demand]:
    parsed = surroundings.parsed
    addressees = _addressees(one, voices)
    issuers = (voices.speaker(one.cue),) if one.wish.spoken else _issuers(one, voices)
    action, kinds = sentence.locate(one.words), kinds_of(sentence, one.words, refrain=one.refrain)
    for issuer in issuers[:1]:
        yield Demand(
            issuer=issuer,
            addressees=tuple(party for party in addressees if party != issuer),
            action=action,
            polarity="refrain" if one.refrain else "do",
            strength=one.rule.code,
            passage=sentence.span,
            found=Found(one.rule.name, one.rule.confidence),
            topics=surroundings.topics(parsed.words(action), sentence),
            responds_to=_answered(sentence, (sentence.locate([one.cue]), action), parsed, reports),
            answered_by=kinds.answered_by,
            broken_by=kinds.broken_by,
        )


def _issuers(one: _Asked, voices: Voices) -> tuple[Party, ...]:
    """Who asks; a plain phrase ends where the asking begins: "protesters", not "protesters demanding bread"."""
    parties = voices.parties(one.wish.issuers)
    if len(parties) != 1 or parties[0].entity is not None:
        return parties
    head = one.wish.issuers[0]
    if not head.left_edge.i <= head.i < one.cue.i <= head.right_edge.i:
        return parties
    start = head.left_edge.i + (head.left_edge.dep_ == "case")
    words = head.doc[start : one.cue.i]
    return (Party(words.text.rstrip(" ,"), None),)


def _addressees(one: _Asked, voices: Voices) -> tuple[Party, ...]:
    """Whom a wish asks; a plain phrase ends where the action begins."""
    parties = voices.parties(one.wish.addressees)
    if len(parties) != 1 or parties[0].entity is not None:
        return parties
    head = one.wish.addressees[0]
    words = [t for t in phrase(head) if t.i > one.cue.i or t.i <= head.i]
    first = min(one.wish.action.i, one.words[0].i)
    if head.i < first:
        words = [t for t in words if t.i < first and t.lower_ not in {"to", "not"}]
    if not words:
        return parties
    start = words[0] if words[0].i > one.cue.i or head.i < one.cue.i else words[min(1, len(words) - 1)]
    return (Party(head.doc[start.i : words[-1].i + 1].text.rstrip(" ,"), None),)


def _answered(
    sentence: Sentence, own: Sequence[Span], parsed: ParsedDocument, reports: tuple[Report, ...]
) -> tuple[str, ...]:
    """Keys of the happenings told in this sentence outside the demand's own words, else in the one before it."""
    here = _told(sentence.span, reports, own)
    if here or sentence.index == 0:
        return here
    before = parsed.sentences[sentence.index - 1]
    return _told(before.span, reports, own) if before.block is sentence.block else ()


def _told(passage: Span, reports: tuple[Report, ...], own: Sequence[Span]) -> tuple[str, ...]:
    return tuple(
        report.key
        for report in reports
        if any(
            passage.start <= mention.start < passage.end
            and not any(words.start <= mention.start < words.end for words in own)
            for mention in (report.trigger, *report.mentions)
        )
    )
