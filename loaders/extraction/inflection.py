"""The forms of an English word, so that word lists match a text without a lemmatizer (a small one errs too often)."""

from __future__ import annotations

from collections.abc import Iterator

VOWELS = frozenset("aeiou")
IRREGULAR = {
    "be": "am is are was were been being",
    "beat": "beats beaten beating",
    "become": "becomes became becoming",
    "begin": "begins began begun beginning",
    "bind": "binds bound binding",
    "blow": "blows blew blown blowing",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "build": "builds built building",
    "burn": "burns burned burnt burning",
    "buy": "buys bought buying",
    "cast": "casts casting",
    "catch": "catches caught catching",
    "choose": "chooses chose chosen choosing",
    "come": "comes came coming",
    "cost": "costs costing",
    "cut": "cuts cutting",
    "do": "does did done doing",
    "draw": "draws drew drawn drawing",
    "drive": "drives drove driven driving",
    "feed": "feeds fed feeding",
    "feel": "feels felt feeling",
    "fight": "fights fought fighting",
    "find": "finds found finding",
    "flee": "flees fled fleeing",
    "fly": "flies flew flown flying",
    "forget": "forgets forgot forgotten forgetting",
    "freeze": "freezes froze frozen freezing",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "have": "has had having",
    "hear": "hears heard hearing",
    "hit": "hits hitting",
    "hold": "holds held holding",
    "hurt": "hurts hurting",
    "keep": "keeps kept keeping",
    "know": "knows knew known knowing",
    "lay": "lays laid laying",
    "lead": "leads led leading",
    "leave": "leaves left leaving",
    "let": "lets letting",
    "lose": "loses lost losing",
    "make": "makes made making",
    "man": "men",
    "mean": "means meant meaning",
    "meet": "meets met meeting",
    "overcome": "overcomes overcame overcoming",
    "overrun": "overruns overran overrunning",
    "overthrow": "overthrows overthrew overthrown overthrowing",
    "pay": "pays paid paying",
    "put": "puts putting",
    "remind": "reminds reminded reminding",
    "rise": "rises rose risen rising",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "sell": "sells sold selling",
    "send": "sends sent sending",
    "set": "sets setting",
    "shoot": "shoots shot shooting",
    "shut": "shuts shutting",
    "sit": "sits sat sitting",
    "slay": "slays slew slain slaying",
    "speak": "speaks spoke spoken speaking",
    "stand": "stands stood standing",
    "steal": "steals stole stolen stealing",
    "strike": "strikes struck stricken striking",
    "swear": "swears swore sworn swearing",
    "take": "takes took taken taking",
    "tear": "tears tore torn tearing",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "traffic": "traffics trafficked trafficking",
    "understand": "understands understood understanding",
    "undertake": "undertakes undertook undertaken undertaking",
    "unfreeze": "unfreezes unfroze unfrozen unfreezing",
    "uphold": "upholds upheld upholding",
    "weep": "weeps wept weeping",
    "win": "wins won winning",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "withhold": "withholds withheld withholding",
    "woman": "women",
    "write": "writes wrote written writing",
}
DOUBLING = frozenset(
    "abhor admit ban beg commit compel confer debar defer deter drop equip expel gag gun kidnap mob patrol "
    "permit plan plot prod propel rebut recommit refer regret repel rob scrap ship slam slap snub stab step "
    "stop submit transfer".split()
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
