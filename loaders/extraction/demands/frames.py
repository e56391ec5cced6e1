"""The constructions that demand rules name, each with what reads it; the heads of the rule files describe them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from loaders.extraction.demands.bills import read_bill
from loaders.extraction.demands.directives import read_directive
from loaders.extraction.demands.impersonal import read_impersonal
from loaders.extraction.demands.modals import read_modal
from loaders.extraction.demands.nouns import read_answer, read_noun, read_owed
from loaders.extraction.demands.wish import Wish
from loaders.extraction.rulebook import Cue

READERS: Mapping[str, Callable[[Token, Cue], Wish | None]] = {
    "directive": read_directive,
    "modal": read_modal,
    "impersonal": read_impersonal,
    "noun": read_noun,
    "owed": read_owed,
    "answer": read_answer,
    "bill": read_bill,
}
