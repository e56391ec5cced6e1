"""ADDRESSEE modal ACTION: "Congress must act", "We cannot ignore it", "Decides that all States shall act"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.demands.actions import left_undone
from loaders.extraction.demands.in_line import trimmed
from loaders.extraction.demands.wish import OPEN_CLAUSES, Wish, doers, is_copular, is_infinitive, nearest_verb
from loaders.extraction.rulebook import Cue
from loaders.extraction.syntax import SUBJECTS, after, has_marker, is_noun, negated, subjects
from loaders.extraction.wordlists import words_of

NOBODY = frozenset({"i", "what", "who"})
JUDGED = frozenset("condoned tolerated accepted excused justified ignored overstated denied".split())
MESSAGES = frozenset({"message", "appeal", "plea", "warning", "advice"})
INVERTED = frozenset({"DT", "PRP", "PRP$", "EX"})


def read_modal(cue: Token, entry: Cue) -> Wish | None:
    """The speaker's wish that the subject act; of nobody where it is "we", or a thing to which something is done."""
    options = entry.rule.options
    if _is_alone(cue):
        words = [t for t in cue.doc[cue.i + 1 : cue.right_edge.i + 1] if t.tag_ != "RB" or t.i > cue.i + 1]
        return Wish(words[0], (), subjects(cue), spoken=True, refrain=negated(cue), words=[trimmed(words)])
    verb = _verb(cue, options)
    if verb is None or not _asks(cue, verb, options):
        return None
    refrain = left_undone(verb) or left_undone(cue)
    if "deontic" in options:
        if not refrain or not _is_deontic(verb):
            return None
        refrain = True
    named = subjects(verb)
    if "present" in options and not any(s.lower_ == "we" for s in named):
        return None
    if is_copular(verb) and is_noun(verb) and not any(s.lower_ == "we" or s.ent_type_ for s in named):
        return None
    asked = [s for s in doers(verb) if s.lower_ != "we"] or (
        [] if named and named[0].lower_ == "we" else told(verb)
    )
    return Wish(verb, (), asked, spoken=True, refrain=refrain)


def _is_alone(cue: Token) -> bool:
    """Whether a modal heads its clause, as the verb behind it was taken for a noun: "should sanction the banks"."""
    if cue.tag_ != "MD" or cue.head != cue or not any(c.dep_ == "nsubj" for c in cue.lefts):
        return False
    following = cue.nbor() if cue.i + 1 < cue.sent.end else cue
    return following.tag_ == "NN" and following.dep_ == "compound" and following.is_lower


def told(verb: Token) -> list[Token]:
    """Whom the sentence tells it: "our message to X is clear: …"."""
    messages = (token for token in verb.doc[verb.sent.start : verb.i] if token.lower_ in MESSAGES)
    return [to for message in messages for to in [after(message, {"to"}, reach=1)] if to is not None][:1]


def _verb(cue: Token, options: frozenset[str]) -> Token | None:
    if "to" in options:
        if cue.tag_ in {"VBD", "VBN", "VBG"} or negated(cue) or any(c.dep_ == "aux" for c in cue.lefts):
            return None
        return next(
            (c for c in cue.rights if c.dep_ == "xcomp" and is_infinitive(c) and c.i - cue.i < 6), None
        )
    if cue.tag_ != "MD":
        return None
    return cue.head if cue.dep_.startswith("aux") and cue.head.i > cue.i else nearest_verb(cue)


def _asks(cue: Token, verb: Token, options: frozenset[str]) -> bool:
    """Whether the modal asks: not where it tells what is likely, past, a condition, or a question."""
    if has_marker(verb, OPEN_CLAUSES) or is_perfect_or_progressive(verb) or _asks_back(cue, verb):
        return False
    serves = verb.lower_ in {"serve", "stand"} and verb.i + 1 < verb.sent.end and verb.nbor(1).lower_ == "as"
    if (
        serves
        or verb.lower_ in words_of("requests", "states")
        or any(c.lower_ == "there" for c in verb.lefts)
    ):
        return False
    if any(s.lower_ in NOBODY for s in subjects(verb)):
        return False
    if "to" in options and verb.head.dep_ == "acl:relcl":
        return False
    return "decided" not in options or _is_decided(verb)


def is_perfect_or_progressive(verb: Token) -> bool:
    """Whether a verb tells what was, or goes on: "must have been", "should be coming"."""
    helpers = [c.lower_ for c in verb.lefts if c.dep_.startswith("aux") or c.dep_ == "cop"]
    return "have" in helpers or "been" in helpers or (verb.tag_ == "VBG" and "be" in helpers)


def _asks_back(cue: Token, verb: Token) -> bool:
    """ "Should the talks fail, …": the modal stands before its subject, with no "in no way" before it."""
    if any(
        t.lower_ in {"no", "nor", "never", "only"} for t in cue.doc[max(cue.i - 3, cue.sent.start) : cue.i]
    ):
        return False
    if cue.i + 1 < cue.sent.end and cue.nbor(1).tag_ in INVERTED:
        return True
    return any(c.dep_ in SUBJECTS and c.i > cue.i for c in verb.lefts)


def _is_deontic(verb: Token) -> bool:
    if verb.lower_ in JUDGED:
        return False
    return verb.lower_ in words_of("requests", "deontic") or any(c.dep_ == "cop" for c in verb.lefts)


def _is_decided(verb: Token) -> bool:
    """ "Decides that all States shall …": under a verb that decides or demands."""
    deciding, node = words_of("requests", "deciding"), verb
    while node.head != node:
        node = node.head
        if node.lower_ in deciding:
            return True
    return any(token.lower_ in deciding for token in verb.sent[:4])
