"""Whether a clause is told as real: the status a verb gives, from its tense, its auxiliaries and the verbs above it.

"was shelled" occurred, "is visiting" is ongoing, "is scheduled to visit" planned; an infinitive is as real as the
verb it hangs on ("began to shell"), and what is denied, possible or conditional is not told as real at all. The
words are in `rules/incidents/grammar/reality.yaml`.
"""

from __future__ import annotations

from spacy.tokens import Token

from loaders.extraction.incidents.lexicon import word_lists
from loaders.extraction.incidents.voice import auxiliaries, conjunct_head
from loaders.extraction.syntax import has_marker, negated

_DEEP = 10
_WORDS = word_lists("reality")
_MODALS = _WORDS["modals that block"]
_PLANNING_MODALS = _WORDS["modals that plan"]
_CONDITIONS = _WORDS["conditions"]
_ASPECT = _WORDS["aspect verbs"]
_ATTEMPT = _WORDS["attempt verbs"]
_PLAN = _WORDS["plan verbs"]
_THREAT = _WORDS["threat verbs"]
_ALLEGE = _WORDS["allege verbs"]
_GATHERING = _WORDS["gathering verbs"]
_WITNESSING = _WORDS["witnessing verbs"]
_HALTING = _WORDS["halting verbs"]
_DIRECTING = _WORDS["directing verbs"]
_CLAIMING = _WORDS["claiming verbs"]
_DECIDING = _WORDS["deciding nouns"]
_JUDGING = _WORDS["judging verbs"]
_CHANCES = _WORDS["chance nouns"]
_GLAD = _WORDS["glad adjectives"]
_HOPING = _WORDS["hoping verbs"]
_PROPOSALS = _WORDS["proposal nouns"]
_PLAYING = _WORDS["playing nouns"]
_ENACTING = _WORDS["enacting nouns"]
_LASTING = _WORDS["lasting verbs"]
_UNREAL_CLAUSE = _WORDS["unreal clause verbs"]

OPENING_CONDITIONS = frozenset({"if", "unless", "until", "whether", "till"})
BESIDES = frozenset({"as", "while"})
AFTERWARDS = frozenset({"after", "since", "following", "while", "upon"})
ARE = frozenset({"is", "are", "was", "were"})
"""Before "to" and a verb: "the rebels were to lay down their arms"."""
OF_A_DEED = frozenset({"by", "for", "of", "from", "in"})


def verb_status(verb: Token, headline: bool = False, depth: int = 0) -> str | None:
    """occurred, ongoing, planned or alleged; None where the verb does not tell of something real.

    `headline`: in a title or heading, where the present tense tells of the past.
    """
    if depth > _DEEP:
        return None
    words = auxiliaries(verb)
    if verb.dep_ == "acl" and any(
        c.lower_ in ("of", "about") for c in verb.lefts if c.dep_ in ("mark", "case")
    ):
        return None
    if words & _MODALS or is_conditional(verb) or is_denied(verb):
        return None
    meant = verb.tag_ == "VB" and words & ARE and any(c.lower_ == "to" for c in verb.lefts)
    if words & _PLANNING_MODALS or meant:
        return None if _hinges(verb) else "planned"
    if not words or words <= {"do", "does", "did", "to", "be"}:
        return _of_bare_verb(verb, headline, depth, did="did" in words)
    if words & {"have", "has", "had", "'ve", "’ve", "having"}:
        if any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.lefts):
            return "alleged" if verb.head.lower_ in _ALLEGE else "occurred"
        return _under_claim(verb, "ongoing" if verb.tag_ == "VBG" else "occurred")
    past = bool(words & {"was", "were", "got"})
    if verb.tag_ == "VBG":
        return _under_claim(verb, "occurred" if past else "ongoing")
    if past:
        return _under_claim(verb, "occurred")
    if words == {"being"} and verb.dep_ in ("advcl", "obl"):
        if any(c.lower_ == "on" for c in verb.lefts):
            return verb_status(verb.head, headline, depth + 1)
        return _of_adverbial(verb, headline, depth)
    if "being" in words or any(c.lower_ in ("still", "currently", "now") for c in verb.children):
        return "ongoing"
    return "occurred" if headline else None


def _of_bare_verb(verb: Token, headline: bool, depth: int, *, did: bool) -> str | None:
    """A verb without auxiliary: past tense, headline present, infinitive, participle."""
    tag = verb.tag_
    if tag == "VBN" and any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.lefts):
        return _of_infinitive(verb, headline, depth)
    if verb.dep_ == "conj" and tag in ("VB", "VBN", "VBG", "VBP") and not has_subject(verb):
        above = conjunct_head(verb)
        if tag in ("VB", "VBP") and above.tag_ in ("VBD", "VBN") and not words_of(above, "aux"):
            return None
        if above.pos_ in ("VERB", "AUX", "ADJ"):
            return verb_status(above, headline, depth + 1)
    if verb.dep_ == "ccomp" and verb.head.lower_ in _HOPING:
        return None
    if verb.dep_ in ("xcomp", "ccomp") and verb.head.lower_ in _LASTING:
        return "ongoing" if verb.head.tag_ in ("VBZ", "VBP") else verb_status(verb.head, headline, depth + 1)
    if did or tag == "VBD" or (tag == "VBN" and has_subject(verb)):
        return _under_claim(verb, "occurred")
    if tag == "VBP" and verb.text.endswith("ed"):
        return _under_claim(verb, "occurred")
    if tag in ("VBZ", "VBP") or (headline and verb.dep_ == "ROOT"):
        return "occurred" if headline else _witnessed(verb, headline, depth)
    if tag == "VB":
        return _of_infinitive(verb, headline, depth)
    return _of_participle(verb, headline, depth)


def words_of(verb: Token, *labels: str) -> list[Token]:
    """The children of a verb with these labels, before it."""
    return [child for child in verb.lefts if child.dep_ in labels]


def _witnessed(verb: Token, headline: bool, depth: int) -> str | None:
    """ "The past days have seen him suspend …": a bare complement that the tagger took for a present; "the order
    imposes sanctions": what an act of state does by itself; "as they march": what goes on beside something else.
    """
    if (
        verb.dep_ == "advcl"
        and has_subject(verb)
        and any(c.dep_ == "mark" and c.lower_ in BESIDES for c in verb.lefts)
    ):
        return "ongoing"
    if any(c.dep_ == "nsubj" and c.lower_ in _ENACTING for c in verb.lefts):
        return "occurred"
    if verb.dep_ in ("xcomp", "ccomp", "obj") and verb.head.lower_ in _WITNESSING:
        return verb_status(verb.head, headline, depth + 1)
    return None


def _of_infinitive(verb: Token, headline: bool, depth: int) -> str | None:
    above, word = verb.head, verb.head.lower_
    if verb.dep_ == "advcl" and word in _GATHERING:
        return verb_status(above, headline, depth + 1)
    if any(c.lower_ == "only" for c in verb.lefts):
        return verb_status(above, headline, depth + 1)
    if word in _GLAD and any(c.dep_ == "cop" for c in above.lefts):
        return verb_status(above, headline, depth + 1)
    if verb.dep_ == "advcl" and word not in _PLAN and word not in _DIRECTING:
        return None
    if (
        verb.dep_ in ("acl", "advcl")
        and above.tag_ == "NN"
        and word in _CHANCES
        and above.head.lower_ in ("had", "having")
    ):
        return verb_status(above.head, headline, depth + 1)
    if verb.dep_ == "acl" and word in _DECIDING:
        known = above.head.lower_ in _JUDGING and any(c.lower_ in ("the", "this") for c in above.lefts)
        if known or any(c.dep_ == "nmod:poss" for c in above.lefts):
            return "occurred"
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or above.pos_ not in ("VERB", "ADJ", "AUX"):
        return "occurred" if headline and verb.dep_ == "ROOT" and has_subject(verb) else None
    if word in _THREAT:
        return None
    if word in _ASPECT or word in _ATTEMPT or word in _WITNESSING:
        if word in ("continues", "continue") and not (
            _is_modal(above) or is_denied(above) or is_conditional(above)
        ):
            return "ongoing" if above.tag_ in ("VBZ", "VBP") or _will(above) else None
        return verb_status(above, headline, depth + 1)
    if word in _PLAN and not (_is_modal(above) or is_denied(above) or is_conditional(above)):
        return "planned"
    return None


def _of_participle(verb: Token, headline: bool, depth: int) -> str | None:
    above = verb.head
    if (
        verb.tag_ == "VBN"
        and noun_before(verb) is not None
        and any(c.dep_ == "obl:agent" for c in verb.rights)
    ):
        return "occurred"
    match verb.dep_:
        case "acl":
            if any(c.lower_ in ("any", "no", "every") for c in above.lefts if c.dep_ == "det"):
                return None
            if verb.tag_ == "VBG" and above.lower_ in _PROPOSALS:
                return None
            if verb.tag_ == "VBN":
                return "occurred"
            bound = {c.lower_ for c in verb.lefts if c.dep_ in ("mark", "case")}
            if bound == {"in"} and above.lower_ in _PLAYING:
                return "occurred"
            return None if bound else _of_host(above, headline, depth)
        case "advcl" | "obl" | "nmod":
            return _of_adverbial(verb, headline, depth)
        case "xcomp" | "ccomp" | "parataxis" | "dep":
            word = above.lower_
            if word in _HALTING or not (word in _ASPECT or verb.tag_ == "VBN"):
                return None
            return verb_status(above, headline, depth + 1)
        case "obj" | "nsubj" | "nsubj:pass" | "nmod:poss" if verb.tag_ == "VBN" and verb.i > 0:
            return (
                "occurred"
                if verb.nbor(-1).lower_ in ("those", "all", "people", "unjustly", "wrongfully")
                else None
            )
        case "ROOT":
            return "occurred" if verb.tag_ == "VBN" else "ongoing" if headline else None
    return None


def noun_before(participle: Token) -> Token | None:
    """The noun that a participle follows: "hostages" of "the release of hostages being held"."""
    i = participle.i - 1
    while i > participle.sent.start and participle.doc[i].pos_ in ("AUX", "ADV"):
        i -= 1
    return participle.doc[i] if participle.doc[i].tag_ in ("NN", "NNS", "NNPS") else None


def _of_adverbial(verb: Token, headline: bool, depth: int) -> str | None:
    """ "after shelling the town", "for killing him", "killing many": as real as the preposition and the clause say."""
    above = verb.head
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "case")}
    if marks & _CONDITIONS or above.lower_ in _UNREAL_CLAUSE | _THREAT:
        return None
    if marks & AFTERWARDS:
        return "occurred"
    if marks - OF_A_DEED or above.pos_ not in ("VERB", "AUX"):
        return None
    return verb_status(above, headline, depth + 1)


def _of_host(noun: Token, headline: bool, depth: int) -> str | None:
    """A present participle at a noun is as real as the clause the noun stands in."""
    for node in noun.ancestors:
        if node.pos_ in ("VERB", "AUX"):
            return verb_status(node, headline, depth + 1)
    return "occurred" if headline else None


def _under_claim(verb: Token, status: str) -> str:
    """The status of a finite verb, "alleged" under a verb of claiming."""
    if verb.dep_ in ("ccomp", "xcomp") and verb.head.lower_ in _CLAIMING:
        return "alleged"
    return status


def is_conditional(verb: Token) -> bool:
    """Whether a clause is a condition, or coordinated with one."""
    if any(c.dep_ in ("mark", "advmod", "case") and c.lower_ in _CONDITIONS for c in verb.lefts):
        return True
    if verb.left_edge.lower_ in OPENING_CONDITIONS and verb.dep_ != "ROOT":
        return True
    if verb.dep_ in ("xcomp", "conj") and verb.head != verb and verb.head.pos_ == "VERB":
        return is_conditional(verb.head)
    return False


def _hinges(verb: Token) -> bool:
    """Whether what a verb foretells depends on a condition: "if we leave, they will attack"."""
    return any(
        c.dep_ == "advcl" and has_marker(c, OPENING_CONDITIONS - {"until", "till"}) for c in verb.children
    )


def is_denied(verb: Token) -> bool:
    """Whether a verb is negated; "not just" and "not only" affirm."""
    for child in verb.lefts:
        if child.lower_ in ("not", "n't") and child.nbor(1).lower_ in ("just", "only", "merely"):
            return False
    if verb.i > 1 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).lower_ == "yet":
        return True
    return negated(verb)


def _will(verb: Token) -> bool:
    return any(child.lower_ in _PLANNING_MODALS for child in verb.children)


def _is_modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in _MODALS for child in verb.children)


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubj:pass") for child in verb.lefts)
