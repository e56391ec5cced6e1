"""Reading a dependency parse: who the subject is, what is denied, how far a phrase reaches.

Over Universal Dependencies v2 as English EWT labels them (`nsubj:pass`, `obl`, `acl:relcl` …) and Penn tags, forgiving
of what a small parser gets wrong: a preposition is also found by its place before its noun, subjects are inherited
through coordination, control and participles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from loaders.extraction.inflection import all_forms, noun_forms
from loaders.extraction.wordlists import words_of

NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer"})
OBLIQUES = frozenset({"obl", "nmod", "obl:agent", "advcl", "acl", "obl:unmarked", "ccomp", "xcomp", "advmod"})
MARKERS = frozenset({"case", "mark"})
RELATIVES = frozenset({"who", "which", "that"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
MERELY = frozenset({"only", "just", "merely", "simply"})
ASIDES = frozenset({"which", "who", "whose"})
ASIDE_OPENERS = frozenset({"as", "while", "because", "but", "which", "so", "although", "though"})
FINITE_MARKERS = frozenset("if because whether unless although though since until".split())
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
NEEDS = {"need": "need", "needs": "need", "have": "have", "has": "have", "ought": "ought"}
MODALS = {"ca": "can", "sha": "shall", "wo": "will", "'ll": "will", "'d": "would"}
TRAILING = frozenset(
    "of for against with in between to by from on over among toward towards without under".split()
)
REFUSING_NOUNS = "failure refusal unwillingness inability reluctance".split()
REFUSALS = frozenset(
    form
    for word in "fail refuse decline avoid neglect refrain stop cease".split() + REFUSING_NOUNS
    for form in all_forms(word)
)
PURPOSEFUL = frozenset(
    form
    for noun in (
        "ability attempt campaign capacity decision effort failure intention move plan policy proposal refusal "
        "right threat"
    ).split()
    for form in noun_forms(noun)
)
_DEEP = 8


def is_verb(token: Token) -> bool:
    """Whether a token is tagged as a verb."""
    return token.tag_.startswith("VB")


def is_noun(token: Token) -> bool:
    """Whether a token is tagged as a noun or a name."""
    return token.tag_.startswith("NN")


def is_predicate(token: Token) -> bool:
    """Whether a token heads a clause: a verb, or a noun or adjective with a copula."""
    return is_verb(token) or any(child.dep_ == "cop" for child in token.children)


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents of a token that carry one of these labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def has_marker(verb: Token, words: Collection[str]) -> bool:
    """Whether a clause is opened by one of these conjunctions."""
    return any(child.dep_ in {"mark", "advmod", "cc"} and child.lower_ in words for child in verb.lefts)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of a verb's subject: its own, or inherited through coordination, control and participles.

    A relative pronoun gives the noun it stands for. Empty where nobody is named, as in an imperative.
    """
    own = [child for child in verb.lefts if child.dep_ in SUBJECTS and child.lower_ != "there"]
    if own:
        return [_antecedent(child, verb) for child in own]
    if depth > _DEEP or verb.head == verb:
        return []
    return _inherited(verb, depth)


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ not in RELATIVES:
        return subject
    clause = verb
    while clause.dep_ == "conj":
        clause = clause.head
    return clause.head if clause.dep_ == "acl:relcl" else subject


def _inherited(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    match verb.dep_:
        case "conj" | "parataxis" | "cop" | "aux":
            told = is_predicate(head) or bool(children(head, *SUBJECTS))
            return subjects(head, depth + 1) if told else []
        case "xcomp":
            return children(head, "obj", "iobj") or subjects(head, depth + 1)
        case "advcl" | "ccomp" | "obl":
            return [] if has_marker(verb, FINITE_MARKERS) else subjects(head, depth + 1)
        case "acl" | "nmod":
            return _of_noun_clause(verb, head, depth)
        case "acl:relcl":
            return [head]
        case _:
            return []


def _of_noun_clause(verb: Token, noun: Token, depth: int) -> list[Token]:
    """ "a letter condemning X": the letter; "our efforts to V": we; "X made efforts to V": X."""
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and not any(c.dep_ in MARKERS for c in verb.children):
        return [_document_above(noun) or noun]
    owner = possessor(noun)
    if owner is not None:
        return [owner]
    governor = noun.head
    while governor.dep_ in {"nmod", "conj"} and governor.head != governor:
        governor = governor.head
    return subjects(governor, depth + 1) if is_predicate(governor) and governor != noun else []


def _document_above(noun: Token) -> Token | None:
    """ "a letter to the Governor condemning X": the letter."""
    node = noun
    for _ in range(_DEEP):
        if node.dep_ not in {"nmod", "obl", "conj", "appos", "flat"}:
            return None
        node = node.head
        for candidate in (
            node,
            *(child for child in node.rights if child.dep_ == "obj" and child.i < noun.i),
        ):
            if candidate.lower_ in words_of("voices", "documents"):
                return candidate
    return None


def possessor(noun: Token) -> Token | None:
    """Whose it is: "*our* support", "the *Administration*'s commitment"."""
    for child in noun.lefts:
        if child.dep_ == "nmod:poss":
            return child
        if child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ in POSSESSIVES for c in child.children):
            return child
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb is a passive with an auxiliary or a subject of that kind."""
    return any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in verb.children)


def is_reduced(verb: Token) -> bool:
    """Whether a participle stands for a passive relative clause: "the attack *condemned* by the Council"."""
    own = any(child.dep_ in SUBJECTS | {"aux"} for child in verb.lefts)
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not own


def agents(verb: Token) -> list[Token]:
    """By whom a passive is done."""
    return [
        c for c in verb.rights if c.dep_ in {"obl:agent", "obl"} and any(g.lower_ == "by" for g in c.lefts)
    ]


def clause_of(verb: Token) -> Token | None:
    """The head of the clause that complements a verb, noun or adjective: "that …", "to …"."""
    for child in verb.rights:
        opened = child.dep_ in {"acl", "advcl", "csubj"} and has_marker(child, {"that", "to"})
        if opened or child.dep_ in {"ccomp", "xcomp"}:
            return child
    return None


def after(cue: Token, prepositions: Collection[str], reach: int = 4) -> Token | None:
    """The head of the phrase that one of these prepositions opens for `cue`: "support *for* Israel's *right*".

    First by the tree, then by place: the nearest such preposition within `reach` words to the right.
    """
    for child in cue.rights:
        opens = child.dep_ in OBLIQUES
        if opens and any(c.lower_ in prepositions and c.dep_ in MARKERS for c in child.lefts):
            return child
    for i in range(cue.i + 1, min(cue.i + 1 + reach, cue.sent.end)):
        token = cue.doc[i]
        fits = token.lower_ in prepositions and token.dep_ in {"case", "mark", "advmod", "compound:prt"}
        if fits and token.head.i > i:
            return token.head
        if token.is_punct or is_noun(token) or is_verb(token):
            return None
    return None


def modal_of(verb: Token) -> str:
    """The base form of a verb's modal ("must", "should", "have" of "have to"), shared by conjuncts; else ""."""
    for child in verb.lefts:
        if child.dep_ == "aux" and child.tag_ == "MD":
            return MODALS.get(child.lower_, child.lower_)
    if verb.dep_ == "xcomp" and verb.head.lower_ in NEEDS and has_marker(verb, {"to"}):
        return NEEDS[verb.head.lower_]
    if verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.lefts):
        return modal_of(verb.head)
    return ""


def negated(token: Token) -> bool:
    """Whether a predicate is denied: "does not", "refuse to", "no country"; twice denied is not."""
    denials = [
        c for c in token.children if c.lower_ in NEGATIONS and c.dep_ in {"advmod", "det", "cc:preconj"}
    ]
    count = sum(c.i + 1 >= len(c.doc) or c.nbor(1).lower_ not in MERELY for c in denials)
    for child in token.children:
        if child.dep_ in SUBJECTS or child.dep_ == "obj":
            count += child.lower_ in {"nothing", "nobody", "none"}
            count += any(c.dep_ == "det" and c.lower_ == "no" for c in child.lefts)
    count += token.dep_ in {"xcomp", "acl", "advcl", "obl"} and token.head.lower_ in REFUSALS
    count += any(child.lower_ == "without" and child.dep_ == "mark" for child in token.lefts)
    count += token.tag_ == "VBG" and token.left_edge.lower_ == "instead"
    if token.dep_ == "xcomp" and is_verb(token.head):
        count += negated(token.head)
    if token.dep_ == "conj" and is_verb(token.head):
        apart = any(c.dep_ in SUBJECTS or c.dep_ == "aux" or c.lower_ == "but" for c in token.lefts)
        count += not apart and negated(token.head)
    return count % 2 == 1


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in text order."""
    found = [token]
    for child in token.rights:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def phrase(head: Token, drop: Collection[Token] = ()) -> list[Token]:
    """The words of a phrase from its first to its last, without asides: non-restrictive clauses, trailing marks.

    `drop` are dependents whose words end the phrase where they begin (to the right of the head).
    """
    doc, start, end = head.doc, head.left_edge.i, head.right_edge.i + 1
    for child in _right_spine(head):
        if child.i > head.i and (child in drop or _is_aside(child)):
            end = min(end, child.left_edge.i)
    end = next(
        (i for i in range(head.i + 1, end - 1) if doc[i].text == "," and doc[i + 1].lower_ in ASIDES), end
    )
    while start < head.i and (doc[start].dep_ in {"case", "mark", "cc", "cc:preconj"} or doc[start].is_punct):
        start += 1
    while end - 1 > head.i and _is_loose_end(doc[end - 1]):
        end -= 1
    return list(doc[start:end])


def _is_loose_end(token: Token) -> bool:
    return (token.is_punct and token.text not in {")", "]"}) or token.dep_ == "cc" or token.is_space


def _right_spine(head: Token) -> Iterator[Token]:
    for child in head.rights:
        yield child
        if child.dep_ in {"nmod", "obl", "conj", "obj", "xcomp", "ccomp", "acl", "advcl"}:
            yield from _right_spine(child)


def _is_aside(token: Token) -> bool:
    if token.dep_ in {"parataxis", "discourse", "vocative"}:
        return True
    if token.dep_ == "punct":
        return token.text in {";", "—", "–"}
    first = token.left_edge
    if first.i == 0 or first.nbor(-1).text not in {",", ";", "—", "–"}:
        return False
    opens = first.lower_
    relative = token.dep_ in {"acl:relcl", "advcl:relcl"} and opens == "where"
    adverbial = token.dep_ == "advcl" and opens in ASIDE_OPENERS
    clause = token.dep_ == "conj" and is_predicate(token) and any(c.dep_ in SUBJECTS for c in token.lefts)
    return relative or adverbial or clause


def with_trailing(words: list[Token]) -> list[Token]:
    """A noun phrase with the prepositional phrases and infinitives right behind it that a parser hung on the verb."""
    doc, head = words[0].doc, words[0]
    for _ in range(2):
        end = words[-1].i + 1
        if end >= head.sent.end:
            break
        opening, governed = doc[end], doc[end].head
        purpose = opening.tag_ == "TO" and words[-1].lower_ in PURPOSEFUL and governed.tag_ == "VB"
        place = opening.dep_ == "case" and opening.lower_ in TRAILING and governed.dep_ in {"obl", "nmod"}
        if governed.i <= end or not (purpose or (place and governed.head.i < words[0].i)):
            break
        words = [*words, *doc[end : phrase(governed)[-1].i + 1]]
    return words
