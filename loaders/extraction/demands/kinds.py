"""What kind of happening would answer a demand, and what kind would go against it.

The words of an action are read by the rules of incidents: who asks to "release the hostages" is answered by a
RETREAT, who asks to "refrain from strikes" or to "stop the strikes" is gone against by an ASSAULT. What counts is the
action's own verb, or the noun that a verb of little meaning of its own carries ("hold talks"); what else is told within
an action is not what is asked ("investigate the killing").
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.demands.actions import FORBEARING
from loaders.extraction.incidents.lexicon import word_lists
from loaders.extraction.incidents.triggers import find_triggers
from loaders.extraction.sentences import Sentence

CARRIED = frozenset({"obj", "obl", "xcomp"})
NEVER_ASKED = frozenset({"ASSAULT"})
"""Who asks to "combat" or to "fight" something hardly ever asks for blood."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """PLOVER types; None where the rules of incidents don't know the words."""

    answered_by: str | None = None
    broken_by: str | None = None


def kinds_of(sentence: Sentence, action: Collection[Token], *, refrain: bool) -> Kinds:
    """The kinds of an action in its sentence."""
    places = {token.i for token in action}
    head = next((token for token in action if token.head.i not in places or token.head == token), None)
    types = {trigger.token.i: trigger.rule.type for trigger in find_triggers(sentence)}
    if head is None or not types:
        return Kinds()
    carried = next(
        (types[child.i] for child in head.rights if child.dep_ in CARRIED and child.i in types), None
    )
    words = word_lists("reality")
    own = types.get(head.i) or (carried if head.lower_ in words["light verbs"] else None)
    if refrain:
        return Kinds(broken_by=own or (carried if head.lower_ in FORBEARING else None))
    halts = head.lower_ in words["halting verbs"] or own == "RETREAT"
    return Kinds(
        answered_by=None if own in NEVER_ASKED else own,
        broken_by=carried if halts and carried != own else None,
    )
