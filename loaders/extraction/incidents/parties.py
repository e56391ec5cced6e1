"""From the heads of phrases to parties: the entities they name, else their words without the clauses that follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Token

from loaders.extraction.actors.actors import Actors
from loaders.extraction.incidents.lexicon import PREPOSITIONS, word_lists
from loaders.extraction.sentences import Sentence
from loaders.extraction.syntax import conjuncts, phrase
from ontology.facts import EntityKind, Party

_WORDS = word_lists("roles")
_PRONOUNS = _WORDS["pronouns"]
_PLACES = _WORDS["place prepositions"]
_PEOPLE = word_lists("classes")["people nouns"]
_MEMBERS = _WORDS["member nouns"]
_TIMES = _WORDS["time nouns"]
_SOLDIERS = _WORDS["soldier nouns"]
_GUNMEN = _WORDS["gunman nouns"]
_CROWDS = _WORDS["crowd nouns"]
_LEGISLATING = _WORDS["legislating offices"]
_GOVERNING = _WORDS["governing offices"]

CLAUSES = frozenset({"acl:relcl", "acl", "appos", "parataxis", "advcl"})
CIRCUMSTANCES = frozenset(
    {
        "with",
        "by",
        "during",
        "after",
        "amid",
        "following",
        "since",
        "through",
        "including",
        "on",
        "upon",
        "against",
    }
)
HYPHENS = frozenset({"-", "‑", "–"})
LOOSE = frozenset(
    {"least", "home", "back", "particularly", "especially", "even", "just", "also", "only", "now"}
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
DASHES = frozenset({"—", "–", "--"})
SHORT = 3
"""Words of a phrase that may point back: "a Palestinian gunman"."""
NO_PARTY = frozenset({"VERB", "AUX", "ADV", "NUM", "SYM"})


def find_parties(
    sentence: Sentence,
    heads: Iterable[Token],
    actors: Actors,
    kind: EntityKind | None = None,
    *,
    people_are_people: bool = False,
) -> tuple[Party, ...]:
    """The parties of these heads with their conjuncts, in order and once.

    `people_are_people`: "U.S. service members" killed are themselves, not the United States.

    Conjuncts that name nobody stay one phrase ("Israeli and Palestinian leaders", "men, women and children").
    """
    found: list[Party] = []
    for head in map(_past_hyphen, heads):
        counted = head.pos_ == "NUM" and any(child.dep_ == "nmod" for child in head.rights)
        if (head.pos_ in NO_PARTY and not counted) or _is_date(head) or _describes(head):
            continue
        if people_are_people and _is_people(head):
            found.append(Party(_quoted(sentence, head, [head]), None))
            continue
        for party in _of_head(sentence, head, actors, kind):
            if party.entity is None and party.words.casefold() in _PRONOUNS:
                continue
            if not entities([party]) & entities(found):
                found.append(party)
    return tuple(found)


def _is_date(head: Token) -> bool:
    """ "yesterday's vote", "the September 11th attacks"."""
    return head.lower_ in _TIMES or any(c.lower_ in _TIMES and c.dep_ == "compound" for c in head.lefts)


def _describes(head: Token) -> bool:
    """Whether an adjective before a noun names nobody: "wanton violence"."""
    return head.pos_ == "ADJ" and head.dep_ == "amod" and head.text.islower()


def _is_people(head: Token) -> bool:
    alone = len(conjuncts(head)) == 1 and not any(_phrases(head))
    return alone and head.tag_ == "NNS" and head.lower_ in _PEOPLE


def for_state(party: Party, actors: Actors) -> Party:
    """Whom an official means by "we" when the government acts: the state whose office he or she holds."""
    if party.words.casefold() not in ("we", "our") or party.entity is None:
        return party
    speaker = next((entity for entity in actors.entities if entity.id == party.entity), None)
    if speaker is None or not speaker.organization:
        return party
    office = {*(speaker.office or "").casefold().split()}
    state = actors.state_meant_by("American") if office & _LEGISLATING else None
    return Party(party.words, speaker.organization if office & _GOVERNING else state or party.entity)


def is_armed(party: Party) -> bool:
    """Whether a party is soldiers, police or gunmen, by its words or its entity's name."""
    words = {*party.words.casefold().split(), *(party.entity or "").partition("/")[2].split("-")}
    return bool(words & (_SOLDIERS | _GUNMEN))


def is_crowd(party: Party) -> bool:
    """Whether a party is a people or a crowd that nobody names: "the Belarusian people", "protesters"."""
    return party.entity is None and core(party)[-1:] != [] and core(party)[-1] in _CROWDS


def may_mean(party: Party, named: Collection[Party]) -> bool:
    """Whether words that name nobody ("soldiers", "a gunman") may mean those named before: soldiers a state's."""
    words = party.words.casefold().split()
    if party.entity is not None or not 0 < len(words) <= SHORT or any("'" in w or "’" in w for w in words):
        return False
    last = words[-1]
    return last in _SOLDIERS or (last in _GUNMEN and all(other.entity is None for other in named))


def core(party: Party) -> list[str]:
    """The words of a phrase up to its first preposition: "six activists" of "six activists in Harare"."""
    words = party.words.casefold().split()
    ends = [i for i, word in enumerate(words) if i and word in PREPOSITIONS]
    return words[: ends[0]] if ends else words


def entities(parties: Collection[Party]) -> frozenset[str]:
    """The entities among parties, or the words where a party names none."""
    return frozenset(party.entity or party.words.casefold() for party in parties)


def _past_hyphen(head: Token) -> Token:
    """The militia of "Iran-backed militia", where the parse took the backer for it."""
    following = head.doc[head.i + 1 : head.sent.end]
    if (
        len(following) < 3
        or following[0].text not in HYPHENS
        or following[1].tag_ not in ("VBN", "VBD", "JJ")
    ):
        return head
    return next((t for t in following[2 : SHORT + 3] if t.pos_ == "NOUN" and t.nbor(1).pos_ != "NOUN"), head)


def _of_head(sentence: Sentence, head: Token, actors: Actors, kind: EntityKind | None) -> Iterable[Party]:
    named = actors.parties(sentence, head, kind)
    if len(named) == 1 and named[0].entity is None and head.dep_ == "amod":
        return (Party(head.text, actors.state_meant_by(head.text)),)
    if len(named) == 1 and named[0].entity is None and head.lower_ in _MEMBERS:
        whole = [of for preposition, of in _phrases(head) if preposition == "of"]
        if whole and (body := actors.party(sentence, whole[0])).entity is not None:
            return (body,)
    if all(party.entity is None for party in named):
        return (Party(_quoted(sentence, head, conjuncts(head)), None),)
    if len(named) != len(conjuncts(head)):
        return named
    return _row(sentence, list(zip(conjuncts(head), named, strict=True)))


def _row(sentence: Sentence, row: Sequence[tuple[Token, Party]]) -> Iterable[Party]:
    """The parties of a coordination; those in a row that name nobody stay one phrase: "our allies and partners"."""
    nameless: list[Token] = []
    for token, party in [(t, p) for t, p in row if t.pos_ not in NO_PARTY or t == row[0][0]]:
        if party.entity is None:
            nameless.append(token)
            continue
        if nameless:
            yield Party(_quoted(sentence, nameless[0], nameless), None)
            nameless = []
        yield party
    if nameless:
        yield Party(_quoted(sentence, nameless[0], nameless), None)


def _phrases(head: Token) -> Iterable[tuple[str, Token]]:
    for child in head.rights:
        if child.dep_ == "nmod":
            yield next((c.lower_ for c in child.lefts if c.dep_ == "case"), ""), child


def _is_place_phrase(noun: Token) -> bool:
    return noun.ent_type_ == "LOC" and any(c.lower_ in _PLACES for c in noun.lefts if c.dep_ == "case")


def _ends(first: Token, heads: list[Token]) -> Iterator[int]:
    """Where the words of a phrase may end: at a clause, and at a place or circumstance of a single noun."""
    for head in heads:
        yield from (c.left_edge.i for c in head.rights if c.dep_ in CLAUSES)
        for noun in head.rights:
            if noun.dep_ == "nmod":
                yield from (c.left_edge.i for c in noun.rights if c.dep_ in CLAUSES)
    if len(heads) == 1:
        for phrase_at in first.rights:
            told = phrase_at.lower_ in _TIMES or phrase_at.left_edge.lower_ in CIRCUMSTANCES
            if phrase_at.dep_ == "nmod" and (told or _is_place_phrase(phrase_at)):
                yield phrase_at.left_edge.i


def _is_loose(token: Token) -> bool:
    """Whether a word before a phrase is none of its own: "home dozens of Americans", "at least nine"."""
    return token.lower_ in LOOSE or (token.pos_ in ("ADP", "PUNCT") and not token.is_quote)


def _quoted(sentence: Sentence, first: Token, heads: list[Token]) -> str:
    """The words of a phrase up to the first clause that hangs on one of its heads, without a leading "the"."""
    words = phrase(first, drop=[] if len(heads) > 1 else [c for c in first.rights if c.dep_ == "conj"]) or [
        first
    ]
    ends = list(_ends(first, heads))
    kept = [word for word in words if all(word.i < end for end in ends)] or [first]
    told = [
        n for n, word in enumerate(kept) if word.i < first.i and (word.tag_ in FINITE or word.text in DASHES)
    ]
    kept = kept[told[-1] + 1 :] if told else kept
    while len(kept) > 1 and kept[0] != first and _is_loose(kept[0]):
        kept = kept[1:]
    while len(kept) > 1 and (kept[-1].is_punct or kept[-1].dep_ in ("cc", "punct")):
        kept.pop()
    if len(kept) > 1 and kept[0].lower_ in ("the", "those", "these"):
        kept = kept[1:] if kept[0].lower_ == "the" else kept
    if kept[0].i > 1 and kept[0].nbor(-1).text in HYPHENS:
        kept = [kept[0].nbor(-2), *kept]
    span, start = sentence.locate(kept), sentence.block.start
    quoted = sentence.block.text[span.start - start : span.end - start]
    return quoted.removesuffix("'s").removesuffix("’s")
