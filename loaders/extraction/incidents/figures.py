"""Words of war that are only a figure of speech: "the war on fossil fuels", "attacks from Republicans"."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.incidents.agents import PERSONS
from loaders.extraction.incidents.lexicon import Rule, word_lists
from loaders.extraction.incidents.parties import core, is_armed
from loaders.extraction.incidents.roles import Roles
from ontology.facts import Party

_PLACES = word_lists("classes")["building nouns"] | word_lists("roles")["kind of place nouns"]
_PARTISANS = word_lists("roles")["partisan nouns"]
STRUGGLES = frozenset({"assault.fighting", "assault.fight", "assault.war_on"})
"""Rules whose words also tell of struggles against things: diseases, laws, habits."""


def is_figure(rule: Rule, roles: Roles) -> bool:
    """Whether a deed of violence is one by its words alone: of politicians, or against a thing that cannot suffer."""
    if rule.type != "ASSAULT":
        return False
    if any({*party.words.casefold().split()} & _PARTISANS for party in roles.actors):
        return not roles.locations
    return rule.name in STRUGGLES and _are_things(roles.targets)


def _are_things(targets: Sequence[Party]) -> bool:
    """Whether all targets are common nouns for neither people nor places."""
    return bool(targets) and not any(_can_suffer(party) for party in targets)


def _can_suffer(party: Party) -> bool:
    words = set(core(party))
    return (
        party.entity is not None
        or is_armed(party)
        or bool(words & (PERSONS | _PLACES))
        or not party.words.islower()
    )
