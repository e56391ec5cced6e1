"""Where they stand: who supports, opposes, condemns, welcomes, fears, mourns, doubts or warns of what.

The rules are the files in `rules/positions/`; `frames` tells what reads the constructions that they name.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from loaders.extraction.actors.actors import Actors
from loaders.extraction.positions.frames import READERS
from loaders.extraction.positions.headlines import is_headline, read_headline
from loaders.extraction.positions.stand import Stand
from loaders.extraction.rulebook import Rule, rulebook
from loaders.extraction.sentences import ParsedDocument, Sentence
from loaders.extraction.syntax import has_marker
from loaders.extraction.topics import topics_of
from loaders.extraction.voices import Voices
from ontology.facts import EntityId, Found, Party, Position, Report, Span

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
CONDITIONS = frozenset({"if", "unless", "whether"})
LONGEST_HOLDER = 8
COVERED = frozenset({("mourns", "concerned"), ("condemns", "mourns")})
"""What somebody feels of a part of what they take the first side on is no side of its own."""
OWNED_WITHIN = 4
"""Words before a noun among which whose it is may stand."""
WORDWISE = frozenset({"epithet", "deed", "effect"})
OPPOSITE = {"supports": "opposes", "welcomes": "opposes", "opposes": "supports"}


def find_positions(
    parsed: ParsedDocument, actors: Actors, reports: tuple[Report, ...]
) -> tuple[Position, ...]:
    """The positions that a document states, in text order.

    A position told twice of one thing in one sentence is kept once, by its surer rule.
    """
    found: list[Position] = []
    for sentence in parsed.sentences:
        if sentence.block.kind == "boilerplate" or sentence.tokens.text.rstrip('”" ').endswith("?"):
            continue
        found.extend(_in_sentence(sentence, Voices(sentence, actors), reports))
    return tuple(found)


def _in_sentence(sentence: Sentence, voices: Voices, reports: tuple[Report, ...]) -> list[Position]:
    """The positions of one sentence; of several on one word by one holder only the surest."""
    kept: dict[tuple[str, int, int], Position] = {}
    stands = list(_stands(sentence))
    openings = [stand.target[0] for stand, *_ in stands]
    for stand, stance, cue, rule in stands:
        if "plain" in rule.options and openings.count(stand.target[0]) > 1:
            continue
        for position in _positions(stand, stance, cue, rule, sentence, voices, reports):
            key = (position.holder.entity or position.holder.words, stand.head.i, position.polarity)
            if key not in kept or kept[key].found.confidence < rule.confidence:
                kept[key] = position
    found = sorted(kept.values(), key=lambda position: (position.target.start, -position.target.end))
    return [position for place, position in enumerate(found) if not _is_within(position, found[:place])]


def _is_within(position: Position, others: list[Position]) -> bool:
    """Whether a word judges a part of what is judged alike already: "an outrageous act of cruelty".

    A commitment that is welcomed is no position of its own either, nor what is sad about what is mourned.
    """
    around = [
        other
        for other in others
        if other.target.start <= position.target.start and position.target.end <= other.target.end
    ]
    alike = (position.holder, position.polarity, position.target.end)
    if any((other.holder, other.polarity, other.target.end) == alike for other in around):
        return True
    frame = position.found.rule.split(".")[1]
    if frame in {"noun", "verb"}:
        return any(
            other.stance == "welcomes" and position.polarity > 0 and other.target != position.target
            for other in around
        )
    if frame not in WORDWISE:
        return False
    return any(
        (other.holder == position.holder or other.found.rule.split(".")[1] not in WORDWISE)
        and (other.polarity == position.polarity or (other.stance, position.stance) in COVERED)
        for other in around
    )


def _stands(sentence: Sentence) -> Iterator[tuple[Stand, str, Token, Rule]]:
    """What the rules read off the tree: the first rule that fits, for each cue word."""
    book, headline = rulebook("positions"), is_headline(sentence)
    for token in sentence.tokens:
        cues = book.get(_hyphenated(token), ()) or book.get(token.lower_, ())
        if cues and has_marker(token, CONDITIONS):
            continue
        for cue in cues:
            stand = READERS[cue.rule.frame](token, cue) or (read_headline(token, cue) if headline else None)
            if stand is None or not stand.target or _is_pronoun(stand.target) or _is_torn(stand.target):
                continue
            stance = _stance(stand, cue.rule)
            if stance is not None:
                yield stand, stance, token, cue.rule
                break


def _hyphenated(token: Token) -> str:
    """The last word of "ill-advised" with what the tokenizer cut off before it, in lower case."""
    if token.i < 2 or token.nbor(-1).text not in {"-", "‑"} or token.nbor(-1).whitespace_:
        return token.lower_
    return f"{token.nbor(-2).lower_}-{token.lower_}"


def _stance(stand: Stand, rule: Rule) -> str | None:
    """The rule's stance, or its opposite where it is denied; None where a denial says nothing."""
    if "denied" in rule.options:
        return rule.code if stand.denied else None
    if not stand.denied:
        return rule.code
    return OPPOSITE[rule.code] if "flips" in rule.options else None


def _is_pronoun(target: list[Token]) -> bool:
    return len(target) == 1 and target[0].tag_.startswith(("PRP", "DT", "RB", "W"))


def _is_torn(target: list[Token]) -> bool:
    """Whether a target begins in the middle of a clause: at a finite verb, or at what denies or leads on."""
    return target[0].tag_ in {"VBD", "VBZ", "MD"} or target[0].lower_ in {"not", "back", "also", "away"}


def _positions(
    stand: Stand,
    stance: str,
    cue: Token,
    rule: Rule,
    sentence: Sentence,
    voices: Voices,
    reports: tuple[Report, ...],
) -> Iterator[Position]:
    own = POLARITY[stance] < 0 and rule.frame in WORDWISE and _is_ones_own(stand.head)
    spoken = (voices.narrator(),) if own else (*voices.speakers(cue), *voices.cited(cue))
    holders: tuple[Party, ...] = spoken if stand.spoken else voices.parties(stand.holders)
    target = sentence.locate(stand.target)
    for holder in _telling(holders):
        yield Position(
            holder=holder,
            stance=stance,
            polarity=POLARITY[stance],
            target=target,
            passage=sentence.span,
            found=Found(rule.name, rule.confidence),
            target_entity=_entity_at(stand.head, sentence, voices),
            target_report=_report_in(target, reports),
            topics=topics_of("".join(token.text_with_ws for token in stand.target)),
        )


def _is_ones_own(noun: Token) -> bool:
    """Whether what is judged badly is told as one's own: of "he thought his brutal raid a success" he is no judge."""
    before = noun.doc[max(noun.sent.start, noun.i - OWNED_WITHIN) : noun.i]
    return any(token.lower_ in {"his", "her", "its", "their"} for token in before)


def _telling(holders: tuple[Party, ...]) -> tuple[Party, ...]:
    """The named holders, else those told in a few words."""
    named = tuple(holder for holder in holders if holder.entity is not None)
    return named or tuple(holder for holder in holders if len(holder.words.split()) <= LONGEST_HOLDER)


def _entity_at(head: Token, sentence: Sentence, voices: Voices) -> EntityId | None:
    """The entity that the judged phrase names, if its head names one and not only a part of it does."""
    if not head.tag_.startswith("NNP"):
        return None
    return voices.actors.party(sentence, head).entity


def _report_in(target: Span, reports: tuple[Report, ...]) -> str | None:
    """The report whose trigger, or another mention of it, stands first in the target."""
    inside = [
        (mention.start, report.key)
        for report in reports
        for mention in (report.trigger, *report.mentions)
        if target.start <= mention.start and mention.end <= target.end
    ]
    return min(inside)[1] if inside else None
