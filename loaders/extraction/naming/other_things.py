"""Names of what is neither actor nor place: laws, agreements, operations, programs, weapons."""

from __future__ import annotations

from spacy.tokens import Span as SpacySpan

from loaders.extraction.words import actor_words

LEGAL = frozenset(
    {"Act", "Acts", "Bill", "Agreement", "Accord", "Accords", "Treaty", "Resolution", "Amendment"}
)
LONGEST_TITLE = 12
"""How many words a name may stand before the "Act" that it only begins."""
JOINTS = frozenset({"and", "-", "&"})
PREPOSITIONS = frozenset({"of", "for", "to", "from", "in", "on", "with", "against"})


def begins_other(tokens: SpacySpan, *, is_known: bool) -> bool:
    """Whether the words go on to something else: "Juba" of "Juba Peace Agreement".

    What the register knows stands by itself more readily: it goes on over "and" alone.
    """
    words, doc, links = actor_words(), tokens.doc, JOINTS if is_known else JOINTS | PREPOSITIONS
    for token in doc[tokens.end : tokens.end + (6 if is_known else LONGEST_TITLE)]:
        if token.text in words.other_nouns:
            return True
        if token.text in words.titles or (is_known and token.text in words.organization_nouns):
            return False
        inside = token.lower_ in links or (token.lower_ == "the" and token.nbor(-1).lower_ in links - JOINTS)
        if not token.text[0].isupper() and not inside:
            return False
    return False


def is_other(tokens: SpacySpan) -> bool:
    """What a name's own words tell: "National Strategy to Counter …", "Operation …"; not "Center for … Studies"."""
    words = actor_words()
    is_body = tokens[0].text in words.organization_nouns and tokens[1:2].text in {"of", "for", "on"}
    if is_body and tokens[-1].text not in LEGAL:
        return False
    if tokens[-1].text in words.other_nouns or tokens[0].text in words.other_openers:
        return True
    return any(t.text in words.other_nouns for t in tokens) and not any(
        t.text in words.organization_nouns for t in tokens
    )
