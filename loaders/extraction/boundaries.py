"""Where sentences begin, as far as punctuation tells: the parser decides only the rest.

A statement is edited text: a sentence ends in a full stop, question or exclamation mark, and hardly ever without.
What punctuation leaves open are abbreviations ("the U.S. Congress").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from loaders.extraction.words import actor_words

LONGEST_DATELINE = 12
DASHES = frozenset({"–", "—", "-", "--", "―"})
TERMINAL = frozenset({".", "!", "?", "…", "..."})
CLOSING = frozenset({'"', "'", ")", "]", "”", "’"})
OPENING = frozenset({'"', "'", "(", "[", "“", "‘"})
OFTEN_LAST = frozenset({"inc", "corp", "ltd", "co", "etc", "jr", "sr", "p.m", "a.m"})


def mark_boundaries(doc: Doc, *, whole: bool = False) -> Doc:
    """Marks tokens as beginning a sentence or not beginning one; `whole` says that the text is one sentence.

    What follows a dateline is marked too, so that it is parsed by itself.
    """
    dateline = dateline_end(doc)
    for token in doc[1:]:
        token.is_sent_start = token.i == dateline or (
            False if whole or token.i < dateline else _begins(token)
        )
    return doc


def dateline_end(doc: Doc) -> int:
    """The number of the first token after "WASHINGTON, D.C. –", or 0. A parser takes the city for a subject."""
    opening = doc[:LONGEST_DATELINE]
    if not len(doc) or not (doc[0].text.isupper() or doc[0].text in {"(", "Washington"}):
        return 0
    for token in opening:
        if token.text in DASHES and token.i:
            return token.i + 1 if token.i + 1 < len(doc) else 0
        if not (token.text[0].isupper() or token.is_punct or token.is_digit):
            return 0
    return 0


def _begins(token: Token) -> bool | None:
    """Yes or no; None where the parser shall decide."""
    end = _end_before(token)
    if end is None or not _may_open(token):
        return False
    word = end.text.rstrip(".") if end.text not in TERMINAL else (end.nbor(-1).text if end.i else "")
    glued = end.text not in TERMINAL or (end.i > 0 and not end.nbor(-1).whitespace_)
    if end.text in {"!", "?"}:
        return True
    if word in actor_words().never_last and glued:
        return False
    if len(word) == 1 and word.isupper() and word != "I":
        return False
    return _begins_after_abbreviation(token) if "." in word or word.lower() in OFTEN_LAST else True


def _begins_after_abbreviation(token: Token) -> bool | None:
    """After "U.S.": "This" begins a sentence, "Senator" and "Senate" do not; else the parser shall decide."""
    words = actor_words()
    if token.text in words.beginners:
        return True
    goes_on = token.text in words.titles | words.organization_nouns | words.office_prefixes
    return False if goes_on or token.i < 2 or token.nbor(-2).text in DASHES else None


def _end_before(token: Token) -> Token | None:
    """The mark that ends what stands before the token, over closing quotation marks and brackets."""
    i, doc = token.i - 1, token.doc
    while i > 0 and (doc[i].is_space or (doc[i].text in CLOSING and not doc[i - 1].whitespace_)):
        i -= 1
    last = doc[i]
    if last.text in TERMINAL or (last.text.endswith(".") and len(last.text) > 1):
        return last
    return None


def _may_open(token: Token) -> bool:
    """Capitals, figures and opening marks; not the closing mark of what ends before."""
    if token.text in CLOSING and token.i and not token.nbor(-1).whitespace_:
        return False
    first = token.text[0]
    return first.isupper() or first.isdigit() or token.text in OPENING or first in "•-–—*§"
