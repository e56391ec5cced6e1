"""Sentences that go on with a happening told before: its dead, its injured, what its soldiers did next."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.incidents.happenings import CASUALTY_RULES, Happening
from loaders.extraction.incidents.mentions import Mention
from loaders.extraction.incidents.parties import may_mean
from ontology.facts import Count, Period

NEAR = 2
"""How many sentences on a happening's dead may be told."""
LASTING = 7
"""Days; what lasts longer is a count over a period, not one attack."""


def continued(mention: Mention, found: Sequence[Happening]) -> Happening | None:
    """The happening that the sentence before tells of, where this one goes on with its dead, injured or soldiers.

    "Israeli forces raided Nablus. Soldiers entered at dawn. They killed nine people. Dozens were wounded."
    """
    if not _goes_on(mention):
        return None
    place = mention.sentence.index
    before = [h for h in found if h.family == mention.rule.family and not h.best.in_headline]
    near = [(m.sentence.index, m.token.i, h) for h in before for m in h.mentions if m.sentence.index < place]
    if not near:
        return None
    index, _, happening = max(near, key=lambda entry: entry[:2])
    return happening if place - index <= NEAR and _fits_on(mention, happening) else None


def _goes_on(mention: Mention) -> bool:
    """Whether a mention names neither a place nor anybody who could be known, and is told in the plain past."""
    if mention.trigger.nominal or mention.in_headline or mention.telling.status != "occurred":
        return False
    roles = mention.roles
    if roles.locations or any(party.entity for party in roles.targets):
        return False
    if any(c.dep_ == "aux" and c.lower_ in ("have", "has", "had") for c in mention.token.lefts):
        return False
    if mention.rule.name in CASUALTY_RULES:
        return all(party.entity is None for party in roles.actors)
    return mention.rule.name == "assault.incursion" and any(may_mean(party, ()) for party in roles.actors)


def _fits_on(mention: Mention, happening: Happening) -> bool:
    told = happening.time
    if mention.time != Period() and told != Period() and mention.time != told:
        return False
    if told.start and told.end and (told.end - told.start).days > LASTING:
        return False
    dead, before = mention.toll.killed, happening.toll.killed
    unnumbered = Count(1) in (dead, before)
    if dead is not None and before is not None and not unnumbered and dead not in (before, Count(1, 1)):
        return False
    actors = mention.roles.actors
    return not actors or all(may_mean(party, happening.actors) for party in actors)
