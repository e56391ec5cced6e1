"""Mentions of one happening in one statement become one report.

Two mentions can be one when their rules are of one family and their actors, targets and times do not conflict. In
one sentence the lower of two belongs to the upper ("an incursion in which nine were killed"). Across sentences
something must be shared, unless the later mention points back ("the attack").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from loaders.extraction.incidents.agreement import agreement, elsewhere, times_conflict
from loaders.extraction.incidents.casualties import Toll
from loaders.extraction.incidents.continuations import continued
from loaders.extraction.incidents.happenings import CASUALTY_RULES, SEQUENCE, Happening
from loaders.extraction.incidents.lexicon import word_lists
from loaders.extraction.incidents.mentions import Mention
from loaders.extraction.incidents.parties import entities
from loaders.extraction.incidents.voice import conjunct_head, opens_line
from ontology.facts import Period

_TIMES = word_lists("roles")["time nouns"]
STRICT = frozenset({"CONSULT", "REQUEST", "ACCUSE", "SUPPORT", "AGREE", "REJECT", "SANCTION", "AID"})
WARLIKE = frozenset(
    {"assault.attack", "assault.war", "assault.war_on", "assault.aggression", "assault.conflict"}
)
ENOUGH = 1.0
SOON = 2
"""Sentences over which a bare "this operation" points back."""
COUNTED = 3
"""From so many dead on, the same figure tells of the same happening."""
ALIKE_WHEN_COORDINATED = frozenset({"ASSAULT", "COERCE", "CONSULT", "PROTEST"})
SEPARATE_WHEN_COORDINATED = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "AGREE", "REJECT"})


def merge(mentions: Sequence[Mention]) -> list[Happening]:
    """The happenings that the mentions of a statement tell of, in the order of their best mention."""
    found: list[Happening] = []
    body = [m for m in mentions if not m.in_headline]
    headlines = [m for m in mentions if m.in_headline]
    alone = []
    for mention in body + headlines:
        home = _within_sentence(mention, found)
        goes_on = (
            continued(mention, found) if home is None else home if home.goes_on_in(mention.sentence) else None
        )
        if goes_on is not None:
            goes_on.further.append(mention)
        home = home or goes_on or _across_sentences(mention, found)
        if home is not None:
            home.mentions.append(mention)
        elif mention.stands_alone and not (mention.in_headline and _told_already(mention, found)):
            found.append(Happening([mention]))
        else:
            alone.append(mention)
    for mention in alone:
        if (home := _within_sentence(mention, found)) is not None:
            home.mentions.append(mention)
            home.mentions.sort(key=lambda m: (m.in_headline, m.token.i, m.sentence.index))
    return sorted(found, key=lambda h: (h.best.sentence.index, h.best.token.i))


def _told_already(headline: Mention, found: Sequence[Happening]) -> bool:
    """Whether the body tells of something of a headline's kind; then the headline means that."""
    if not headline.roles.participants:
        return True
    return any(
        happening.best.rule.type == headline.rule.type and not happening.best.in_headline
        for happening in found
    )


def _within_sentence(mention: Mention, found: Sequence[Happening]) -> Happening | None:
    for happening in reversed(found):
        if mention.rule.type == "ASSAULT" and times_conflict(mention.time, happening.time):
            continue
        for other in happening.mentions:
            if other.sentence is mention.sentence and _one_telling(other, mention):
                return happening
    return None


def _one_telling(a: Mention, b: Mention) -> bool:
    """Whether two mentions of one sentence tell of one happening: one under the other, or coordinated alike."""
    upper, lower = (a.token, b.token) if a.token.is_ancestor(b.token) else (b.token, a.token)
    if a.rule.type != b.rule.type or _told_apart(a, b) or _in_series(a, b):
        return False
    if {a.rule.name, b.rule.name} & CASUALTY_RULES and a.rule.family == b.rule.family:
        return agreement(a.roles.actors, b.roles.actors) >= 0
    if not upper.is_ancestor(lower):
        return False
    if agreement(a.roles.actors, b.roles.actors) < 0:
        return False
    if _in_sequence(upper, lower):
        return False
    if _joined(upper, lower):
        alike = a.rule.type in ALIKE_WHEN_COORDINATED or (a.trigger.nominal and b.trigger.nominal)
        alike = alike or (a.rule.family == b.rule.family and agreement(a.roles.targets, b.roles.targets) > 0)
        return alike and not _targets_differ(a, b)
    return a.rule.family == b.rule.family


def _told_apart(a: Mention, b: Mention) -> bool:
    """Whether one sentence tells of two deeds: of two days, of two tolls, or each in a clause with its own subject."""
    first, second = (a, b) if a.token.i < b.token.i else (b, a)
    if a.rule.type == "ASSAULT" and (times_conflict(a.time, b.time) or _years_after(second.token)):
        return True
    below = first.token.is_ancestor(second.token)
    apart = _joined(first.token, second.token) or _in_sequence(first.token, second.token)
    if first.rule.name not in CASUALTY_RULES or (below and not apart):
        return False
    if second.rule.name in CASUALTY_RULES:
        dead, more = first.toll.killed, second.toll.killed
        return dead is not None and more is not None and dead != more
    return bool(second.roles.actors) and agreement(first.roles.actors, second.roles.actors) < 1


def _in_series(a: Mention, b: Mention) -> bool:
    """ "shuttered outlets, blocked websites and jailed editors": verbs of force in a row, each with its own object."""
    if a.rule.type != "COERCE" or a.trigger.nominal or b.trigger.nominal or a.sentence is not b.sentence:
        return False
    first, second = (a.token, b.token) if a.token.i < b.token.i else (b.token, a.token)
    joined = conjunct_head(first) == conjunct_head(second)
    return joined and all(any(c.dep_ == "obj" for c in token.rights) for token in (first, second))


def _joined(upper: Token, lower: Token) -> bool:
    """Whether two words are linked by coordination."""
    return any(node.dep_ == "conj" for node in _path(lower, upper))


def _in_sequence(upper: Token, lower: Token) -> bool:
    """Whether one is told to come after the other: "clashes, twenty years after the genocide"."""
    return any(
        c.lower_ in SEQUENCE and c.dep_ in ("case", "mark")
        for node in _path(lower, upper)
        for c in node.lefts
    )


def _years_after(token: Token) -> bool:
    """ "twenty years after the massacre"."""
    after = any(c.lower_ in SEQUENCE for c in token.lefts if c.dep_ == "case")
    return after and token.head.lower_ in _TIMES


def _path(lower: Token, upper: Token) -> Iterator[Token]:
    """A word and those above it, below `upper`."""
    node = lower
    while node != upper and node.head != node:
        yield node
        node = node.head


def _targets_differ(a: Mention, b: Mention) -> bool:
    if a.rule.type in SEPARATE_WHEN_COORDINATED:
        return True
    x, y = entities(a.roles.targets), entities(b.roles.targets)
    return bool(x and y and not x & y)


def _across_sentences(mention: Mention, found: Sequence[Happening]) -> Happening | None:
    if opens_line(mention.token):
        return None
    best, best_score = None, ENOUGH
    for happening in found:
        alike = (
            happening.family == mention.rule.family
            or _of_one_war(mention, happening)
            or _points_back(mention, happening)
        )
        if not alike or _kept_apart(mention, happening):
            continue
        score = _likeness(mention, happening)
        if score >= best_score:
            best, best_score = happening, score
    return best


def _of_one_war(mention: Mention, happening: Happening) -> bool:
    """ "Russia's war", "the Russian assault on Ukraine", "its aggression": one war where they share who wages it."""
    if mention.toll != Toll() or mention.time != Period():
        return False
    if not {mention.rule.name, happening.best.rule.name} <= WARLIKE or not mention.trigger.nominal:
        return False
    shared = agreement(mention.roles.actors, happening.actors)
    return shared > 0 and agreement(mention.roles.targets, happening.targets) >= 0


def _points_back(mention: Mention, happening: Happening) -> bool:
    """ "Troops stormed the camp. … This operation …": a bare noun of the same type soon after, with "the" or "this"."""
    roles = mention.roles
    bare = not roles.participants and not roles.locations and mention.toll == Toll()
    if not (bare and mention.trigger.nominal and mention.telling.definite):
        return False
    return happening.best.rule.type == mention.rule.type and any(
        0 < mention.sentence.index - m.sentence.index <= SOON for m in happening.mentions
    )


def _kept_apart(mention: Mention, happening: Happening) -> bool:
    """Whether times, statuses or actors forbid that a mention tells of this happening."""
    if times_conflict(mention.time, happening.time) or _told_beside(mention, happening):
        return True
    if (mention.telling.status == "planned") != (happening.best.telling.status == "planned"):
        return True
    if agreement(mention.roles.actors, happening.actors) < 0 or _goes_on_apart(mention, happening):
        return True
    return mention.rule.type in STRICT and agreement(mention.roles.targets, happening.targets) < 0


def _goes_on_apart(mention: Mention, happening: Happening) -> bool:
    """Whether "the spiraling violence" is more than the attack of one day told before."""
    day = happening.time.start is not None and happening.time.start == happening.time.end
    return day and mention.telling.status == "ongoing" and not mention.roles.actors


def _told_beside(mention: Mention, happening: Happening) -> bool:
    """Whether one sentence tells of both with a verb each: "announced grants and released funds"."""
    if any(_in_series(mention, m) for m in happening.mentions):
        return True
    if mention.trigger.nominal or mention.rule.type in ALIKE_WHEN_COORDINATED:
        return False
    return any(m.sentence is mention.sentence and not m.trigger.nominal for m in happening.mentions)


def _likeness(mention: Mention, happening: Happening) -> float:
    """How much a mention shares with a happening, and points back to it."""
    roles = mention.roles
    score, own = 0.0, 0
    for mine, theirs in ((roles.actors, happening.actors), (roles.targets, happening.targets)):
        shared = agreement(mine, theirs)
        score += {1: 2.0, 0: 0.0, -1: -1.5}[shared]
        own += bool(mine) and shared < 1
    if entities(roles.locations) & entities(happening.locations):
        score += 1
    if mention.time.start and mention.time.start == happening.time.start:
        score += 1
    if roles.instrumental:
        return score + 3
    dead, before = mention.toll.killed, happening.toll.killed
    if dead is not None and dead == before and dead.minimum >= COUNTED:
        score += -1 if elsewhere(roles.locations, happening.locations) else 1
    if mention.trigger.nominal and mention.telling.definite:
        score += 1.5 if not own else 0.25
    if any(m.token.lemma_ == mention.token.lemma_ for m in happening.mentions):
        score += 0.75 if mention.trigger.nominal or mention.rule.type in ("ASSAULT", "COERCE") else 0
        score += 1.0 if _is_retold(mention) else 0
    if mention.rule.type == "CONSULT" and _met_apart(mention, happening):
        return 0.0
    return score - 0.5 * own


def _is_retold(mention: Mention) -> bool:
    """ "The resolution was passed unanimously": a passive that adds nobody, said of what was told before."""
    if mention.trigger.nominal or mention.rule.type != "SUPPORT" or mention.roles.participants:
        return False
    subjects = [c for c in mention.token.lefts if c.dep_ == "nsubj:pass"]
    return any(c.lower_ in ("the", "this") for subject in subjects for c in subject.lefts)


def _met_apart(mention: Mention, happening: Happening) -> bool:
    """Whether a meeting is told of anew: others are met, or a verb other than those before tells of it."""
    if mention.roles.targets and happening.targets:
        return agreement(mention.roles.targets, happening.targets) < 1
    if mention.rule.needs == "another" or (mention.trigger.nominal and mention.telling.verb is None):
        return False
    retold = mention.in_headline or any(
        party.words.casefold() in ("i", "we") for party in mention.roles.actors
    )
    if (
        mention.rule.object == "place"
        and elsewhere(mention.roles.locations, happening.locations)
        and not retold
    ):
        return True
    words = {mention.token.lemma_, *(child.lemma_ for child in mention.token.rights)}
    return all(m.token.lemma_ not in words for m in happening.mentions)
