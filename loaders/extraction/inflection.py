"""The forms of an English word, so that word lists match a text without a lemmatizer (a small one errs too often)."""

from __future__ import annotations

from collections.abc import Iterator

VOWELS = frozenset("aeiou")
IRREGULAR = {
    "be": "am is are was were been being",
    "become": "becomes became becoming",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "choose": "chooses chose chosen choosing",
    "come": "comes came coming",
    "do": "does did done doing",
    "draw": "draws drew drawn drawing",
    "feel": "feels felt feeling",
    "fight": "fights fought fighting",
    "find": "finds found finding",
    "forget": "forgets forgot forgotten forgetting",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "have": "has had having",
    "hear": "hears heard hearing",
    "hold": "holds held holding",
    "keep": "keeps kept keeping",
    "know": "knows knew known knowing",
    "lead": "leads led leading",
    "leave": "leaves left leaving",
    "let": "lets letting",
    "lose": "loses lost losing",
    "make": "makes made making",
    "man": "men",
    "mean": "means meant meaning",
    "overcome": "overcomes overcame overcoming",
    "pay": "pays paid paying",
    "put": "puts putting",
    "remind": "reminds reminded reminding",
    "rise": "rises rose risen rising",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "send": "sends sent sending",
    "set": "sets setting",
    "sit": "sits sat sitting",
    "speak": "speaks spoke spoken speaking",
    "stand": "stands stood standing",
    "take": "takes took taken taking",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "understand": "understands understood understanding",
    "uphold": "upholds upheld upholding",
    "weep": "weeps wept weeping",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "woman": "women",
    "write": "writes wrote written writing",
}
DOUBLING = frozenset(
    "abhor admit ban beg commit compel defer deter permit plan plot prod propel recommit refer regret repel slam step "
    "stop submit".split()
)


def verb_forms(verb: str) -> frozenset[str]:
    """The verb itself, its third person, past and participles: condemn, condemns, condemned, condemning."""
    if verb in IRREGULAR:
        return frozenset({verb, *IRREGULAR[verb].split()})
    return frozenset({verb, _with_s(verb), *_past_and_participle(verb)})


def noun_forms(noun: str) -> frozenset[str]:
    """The noun and its plural."""
    return frozenset({noun, *IRREGULAR.get(noun, _with_s(noun)).split()})


def all_forms(word: str) -> frozenset[str]:
    """Forms of a word that may be a verb or a noun."""
    return verb_forms(word) | noun_forms(word)


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _past_and_participle(verb: str) -> Iterator[str]:
    if verb.endswith("e"):
        yield verb + "d"
        yield (verb if verb.endswith(("ee", "oe")) else verb[:-1]) + "ing"
    elif verb.endswith("y") and verb[-2:-1] not in VOWELS:
        yield verb[:-1] + "ied"
        yield verb + "ing"
    else:
        stem = verb + verb[-1] if verb in DOUBLING else verb
        yield stem + "ed"
        yield stem + "ing"
