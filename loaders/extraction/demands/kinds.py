"""What kind of happening would answer a demand, and what kind would go against it.

The words of an action are read by the rules of incidents: who asks to "release the hostages" is answered by a
RETREAT, who asks to "refrain from strikes" or to "stop the strikes" is gone against by an ASSAULT.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Token

from loaders.extraction.incidents.lexicon import word_lists
from loaders.extraction.incidents.triggers import find_triggers
from loaders.extraction.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Kinds:
    """PLOVER types; None where the rules of incidents don't know the words."""

    answered_by: str | None = None
    broken_by: str | None = None


def kinds_of(sentence: Sentence, action: Collection[Token], *, refrain: bool) -> Kinds:
    """The kinds of an action in its sentence: its first happening is asked for, one to be stopped or left is not."""
    places = {token.i for token in action}
    told = [trigger for trigger in find_triggers(sentence) if trigger.token.i in places]
    if not told:
        return Kinds()
    if refrain:
        return Kinds(broken_by=told[0].rule.type)
    halting = word_lists("reality")["halting verbs"]
    halts = min((token.i for token in action if token.lower_ in halting), default=None)
    stopped = next((each for each in told if halts is not None and each.token.i > halts), None)
    return Kinds(
        answered_by=None if told[0] is stopped else told[0].rule.type,
        broken_by=stopped.rule.type if stopped else None,
    )
