"""Clauses that judge as a whole: "X threatens the peace", "X risks dividing the region", "X deserve answers"."""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.positions.stand import EMPTY_SUBJECTS, Stand, stand, stand_on_noun
from loaders.extraction.rulebook import Cue, rulebook
from loaders.extraction.syntax import (
    after,
    children,
    has_marker,
    is_noun,
    is_passive,
    is_predicate,
    is_verb,
    modal_of,
    negated,
    phrase,
    subjects,
)
from loaders.extraction.wordlists import words_of

PREDICTING = frozenset({"will", "wo", "would", "could", "can", "ca", "may", "might"})
LASTING = frozenset({"remain", "remains", "remained", "stay", "stays", "stayed"})
FORETELLING = frozenset({"will", "would", "could", "can", "may", "might", "'ll", "’ll"})
ABOUT = frozenset({"about", "over", "regarding", "that"})
"""What concerns are raised about is the target, not what raises them."""
TENDING = frozenset(
    {
        "potential",
        "threatens",
        "threatened",
        "threatening",
        "threaten",
        "likely",
        "sure",
        "bound",
        "continue",
        "continues",
    }
)


def read_effect(cue: Token, entry: Cue) -> Stand | None:
    """TARGET verb what is dear; with the option "outcome" what it leads to is the target."""
    denied = "denied" in entry.rule.options
    if not is_verb(cue) or is_passive(cue) or negated(cue) != denied:
        return None
    if cue.tag_ in {"VB", "VBG", "VBN"} and not _is_told(cue):
        return None
    if "outcome" in entry.rule.options:
        following = cue.nbor() if cue.i + 1 < cue.sent.end else cue
        return stand((), following, spoken=True) if following.tag_ == "VBG" else None
    things = children(cue, "obj")
    if "alone" in entry.rule.options:
        worse = [s for s in subjects(cue) if s.lower_ not in EMPTY_SUBJECTS and s.i < cue.i]
        return stand((), worse[0], spoken=True) if worse and not things else None
    if not things or (entry.rest and not any(thing.lower_ in entry.rest[0] for thing in things)):
        return None
    if entry.rest and any(c.lower_ in ABOUT for part in things[0].rights for c in part.lefts):
        return None
    causes = [s for s in subjects(cue) if s.lower_ not in EMPTY_SUBJECTS and s.i < cue.i]
    return stand((), causes[0], denied=denied, spoken=True) if causes else None


def _is_told(verb: Token) -> bool:
    """Whether a verb that is not finite itself tells what happens, or will: "is undermining", "could inflame"."""
    if verb.dep_ == "conj" and is_verb(verb.head) and not any(c.dep_ == "aux" for c in verb.lefts):
        return _is_told(verb.head)
    if any(c.tag_ == "MD" and c.lower_ not in PREDICTING for c in verb.lefts):
        return False
    if verb.tag_ != "VB":
        return bool(children(verb, "aux"))
    modal = any(c.tag_ == "MD" or c.lower_ in {"do", "does", "did"} for c in verb.lefts)
    return modal or (verb.dep_ in {"xcomp", "acl", "advcl"} and verb.head.lower_ in TENDING)


def read_outcome(cue: Token, entry: Cue) -> Stand | None:
    """What something bad leads to: "led to TARGET", where the head of the target is a word for harm."""
    if not is_verb(cue) or is_passive(cue) or negated(cue):
        return None
    harm = words_of("harms", "harms")
    led_to = after(cue, entry.rest[0]) if entry.rest else next(iter(children(cue, "obj")), None)
    told = cue.tag_ not in {"VB", "VBG", "VBN"} or _is_told(cue)
    return stand((), led_to, spoken=True) if told and led_to is not None and led_to.lower_ in harm else None


def read_forecast(cue: Token, entry: Cue) -> Stand | None:
    """TARGET "will only" make things worse, TARGET "has the potential to" turn out badly."""
    verb = cue.head
    if cue.lower_ == "only":
        told = is_verb(verb) and cue.i < verb.i and any(c.lower_ in FORETELLING for c in verb.lefts)
    else:
        become = next((c for c in cue.rights if is_verb(c)), None)
        told = cue.dep_ == "obj" and is_verb(verb) and become is not None and _is_bad(become)
    causes = [s for s in subjects(verb) if s.lower_ not in EMPTY_SUBJECTS and s.i < cue.i] if told else []
    return stand((), causes[0], spoken=True) if causes and not negated(verb) else None


def _is_bad(verb: Token) -> bool:
    """Whether a clause names a harm, or a verb that worries whoever tells it."""
    words = {token.lower_ for token in verb.subtree}
    return bool(words & words_of("harms", "harms")) or any(
        cue.rule.frame == "effect" and cue.rule.code == "concerned"
        for cue in rulebook("positions").get(verb.lower_, ())
    )


def read_crime(cue: Token, entry: Cue) -> Stand | None:
    """The clause that tells a deed which is plainly bad."""
    if not is_verb(cue) or negated(cue) or (cue.tag_ in {"VB", "VBG", "VBN"} and not _is_told(cue)):
        return None
    if cue.dep_ in {"acl:relcl", "advcl", "amod"} or modal_of(cue):
        return None
    named = [s for s in subjects(cue) if s.lower_ not in EMPTY_SUBJECTS]
    if not named or not (is_passive(cue) or children(cue, "obj")):
        return None
    return Stand((), phrase(cue), cue, spoken=True)


def read_manner(cue: Token, entry: Cue) -> Stand | None:
    """Adverb that judges a deed: of a participle the noun that it describes, else the clause."""
    deed = cue.head
    if cue.dep_ != "advmod" or not (is_verb(deed) or deed.tag_ in {"VBN", "JJ"}) or negated(deed):
        return None
    if deed.dep_ in {"amod", "acl", "acl:relcl"} and (is_noun(deed.head) or deed.head.tag_ == "DT"):
        return stand_on_noun(deed.head)
    governor = deed.head if deed.dep_ == "xcomp" and deed.head.lower_ in LASTING else deed
    told = is_verb(deed) and (deed.tag_ not in {"VB", "VBG", "VBN"} or governor != deed or _is_told(deed))
    named = [s for s in subjects(governor) if s.lower_ not in EMPTY_SUBJECTS]
    return Stand((), phrase(governor), governor, spoken=True) if told and named else None


def read_unless(cue: Token, entry: Cue) -> Stand | None:
    """What is to come unless something is done: the main clause of an "unless" clause."""
    main = cue.head.head
    if cue.dep_ != "mark" or cue.head.dep_ != "advcl" or not is_predicate(main):
        return None
    if not any(child.lower_ in PREDICTING for child in main.lefts):
        return None
    words = [
        token
        for token in phrase(main, drop=[cue.head])
        if not cue.head.left_edge.i <= token.i <= cue.head.right_edge.i
    ]
    return Stand((), words, main, spoken=True)


def read_clause(cue: Token, entry: Cue) -> Stand | None:
    """A clause that is a claim of value."""
    if not is_verb(cue) or cue.dep_ == "acl:relcl":
        return None
    named = [s for s in subjects(cue) if s.lower_ not in EMPTY_SUBJECTS]
    things = children(cue, "obj", "xcomp", "ccomp")
    if not things or not named or (entry.rest and not any(t.lower_ in entry.rest[0] for t in things)):
        return None
    return Stand((), phrase(cue), cue, denied=negated(cue), spoken=True)


def read_hindsight(cue: Token, entry: Cue) -> Stand | None:
    """A clause that wishes otherwise what was done or left undone: "X should never have been jailed"."""
    verb = cue.head
    if not cue.dep_.startswith("aux") or not (is_verb(verb) or children(verb, "cop")) or verb.i < cue.i:
        return None
    if not any(child.lower_ == "have" and child.i > cue.i for child in verb.lefts) or has_marker(
        verb, {"if"}
    ):
        return None
    named = [s for s in subjects(verb) if s.lower_ not in {"i", "we", "you"}]
    if verb.dep_ == "acl:relcl":
        judged = subjects(verb.head) if verb.head.lower_ == "one" else [verb.head]
        return stand((), judged[0], spoken=True) if judged else None
    return Stand((), phrase(verb), verb, spoken=True) if named else None
