"""Where they stand: who supports, opposes, condemns, welcomes, fears, mourns, doubts or warns of what.

The rules are the files in `rules/positions/`; `frames` reads the constructions that they name.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from loaders.extraction.actors import Actors
from loaders.extraction.positions.frames import READERS as FRAMES
from loaders.extraction.positions.frames import Stand
from loaders.extraction.positions.headlines import is_headline, read_headline
from loaders.extraction.positions.patterns import read_pattern
from loaders.extraction.rulebook import Rule, rulebook
from loaders.extraction.sentences import ParsedDocument, Sentence
from loaders.extraction.voices import Voices
from ontology.facts import Found, Party, Position, Report, Span

POLARITY = {
    "supports": 1,
    "welcomes": 1,
    "opposes": -1,
    "condemns": -1,
    "concerned": -1,
    "doubts": -1,
    "warns": -1,
    "mourns": 0,
}
READERS = {**FRAMES, "pattern": read_pattern}
OPPOSITE = {"supports": "opposes", "welcomes": "opposes", "opposes": "supports"}


def find_positions(parsed: ParsedDocument, actors: Actors, reports: tuple[Report, ...]) -> tuple[Position, ...]:
    """The positions that a document states, in text order.

    A position told twice in one sentence (same holder, same side, targets that overlap) is kept once, by its surer rule.
    """
    found: list[Position] = []
    for sentence in parsed.sentences:
        if sentence.block.kind == "boilerplate" or sentence.tokens.text.rstrip("”\" ").endswith("?"):
            continue
        here = list(_in_sentence(sentence, Voices(sentence, actors), reports))
        found.extend(_without_doubles(here))
    return tuple(found)


def _in_sentence(sentence: Sentence, voices: Voices, reports: tuple[Report, ...]) -> Iterator[Position]:
    book, headline = rulebook("positions"), is_headline(sentence)
    for token in sentence.tokens:
        for cue in book.get(token.lower_, ()):
            stand = READERS[cue.rule.frame](token, cue) or (read_headline(token, cue) if headline else None)
            if stand is not None and stand.target and not _is_pronoun(stand.target):
                yield from _positions(stand, token, cue.rule, sentence, voices, reports)
                break


def _is_pronoun(target: list[Token]) -> bool:
    return len(target) == 1 and target[0].pos_ in {"PRON", "DET", "ADV"}


def _positions(
    stand: Stand, cue: Token, rule: Rule, sentence: Sentence, voices: Voices, reports: tuple[Report, ...]
) -> Iterator[Position]:
    stance = rule.code
    if "denied" in rule.options:
        if not stand.denied:
            return
    elif stand.denied:
        if "flips" not in rule.options:
            return
        stance = OPPOSITE[stance]
    holders: tuple[Party, ...] = (voices.speaker(cue),) if stand.spoken else voices.parties(stand.holders)
    target = sentence.locate(stand.target)
    for holder in holders:
        yield Position(
            holder=holder,
            stance=stance,
            polarity=POLARITY[stance],
            target=target,
            passage=sentence.span,
            found=Found(rule.name, rule.confidence),
            target_report=_report_in(target, reports),
        )


def _report_in(target: Span, reports: tuple[Report, ...]) -> str | None:
    """The report whose trigger, or another mention of it, stands first in the target."""
    inside = [
        (mention.start, report.key)
        for report in reports
        for mention in (report.trigger, *report.mentions)
        if target.start <= mention.start and mention.end <= target.end
    ]
    return min(inside)[1] if inside else None


def _without_doubles(positions: list[Position]) -> list[Position]:
    kept: list[Position] = []
    for position in sorted(positions, key=lambda p: -p.found.confidence):
        if not any(_same(position, other) for other in kept):
            kept.append(position)
    return sorted(kept, key=lambda p: (p.target.start, p.target.end))


def _same(one: Position, other: Position) -> bool:
    overlap = min(one.target.end, other.target.end) - max(one.target.start, other.target.start)
    holders = one.holder == other.holder or (one.holder.entity is not None and one.holder.entity == other.holder.entity)
    return holders and one.polarity == other.polarity and overlap > 0
