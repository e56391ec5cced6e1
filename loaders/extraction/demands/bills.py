"""BILL would ACTION: a draft of law asks for what it would do, "The bill would raise the limit"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.demands.modals import is_perfect_or_progressive
from loaders.extraction.demands.wish import Wish, to_clause
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import children, is_passive, is_verb, negated, subjects
from loaders.extraction.wordlists import words_of


def read_bill(cue: Token, entry: Cue) -> Wish | None:
    """What the bill would do; what it would have somebody do, under a verb that orders ("would require X to …")."""
    verb = cue.head
    if (
        not cue.dep_.startswith("aux")
        or not is_verb(verb)
        or is_perfect_or_progressive(verb)
        or negated(verb)
    ):
        return None
    if is_passive(verb) or not any(s.lower_ in words_of("requests", "bills") for s in subjects(verb)):
        return None
    things = children(verb, "obj")
    clause = to_clause(verb, behind=things[0] if things else verb)
    if clause is not None and verb.lower_ in words_of("requests", "ordering"):
        return Wish(clause, (), things, spoken=True)
    return Wish(verb, spoken=True)
