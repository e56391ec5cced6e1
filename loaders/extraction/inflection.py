"""The forms of an English word, so that word lists match a text without a lemmatizer (a small one errs too often)."""

from __future__ import annotations

from collections.abc import Iterator

VOWELS = frozenset("aeiou")
IRREGULAR = {
    "arise": "arises arose arisen arising",
    "be": "am is are was were been being",
    "bear": "bears bore borne bearing",
    "beat": "beats beaten beating",
    "become": "becomes became becoming",
    "befall": "befalls befell befallen befalling",
    "begin": "begins began begun beginning",
    "beset": "besets besetting",
    "bind": "binds bound binding",
    "bleed": "bleeds bled bleeding",
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
    "deal": "deals dealt dealing",
    "die": "dies died dying",
    "do": "does did done doing",
    "draw": "draws drew drawn drawing",
    "drive": "drives drove driven driving",
    "fall": "falls fell fallen falling",
    "feed": "feeds fed feeding",
    "feel": "feels felt feeling",
    "fight": "fights fought fighting",
    "find": "finds found finding",
    "flee": "flees fled fleeing",
    "fly": "flies flew flown flying",
    "forbid": "forbids forbade forbidden forbidding",
    "forget": "forgets forgot forgotten forgetting",
    "forgive": "forgives forgave forgiven forgiving",
    "forsake": "forsakes forsook forsaken forsaking",
    "freeze": "freezes froze frozen freezing",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "grow": "grows grew grown growing",
    "hang": "hangs hung hanged hanging",
    "have": "has had having",
    "hear": "hears heard hearing",
    "hide": "hides hid hidden hiding",
    "hit": "hits hitting",
    "hold": "holds held holding",
    "hurt": "hurts hurting",
    "keep": "keeps kept keeping",
    "know": "knows knew known knowing",
    "lay": "lays laid laying",
    "lead": "leads led leading",
    "leave": "leaves left leaving",
    "let": "lets letting",
    "lie": "lies lay lain lied lying",
    "lose": "loses lost losing",
    "make": "makes made making",
    "mean": "means meant meaning",
    "meet": "meets met meeting",
    "overcome": "overcomes overcame overcoming",
    "overrun": "overruns overran overrunning",
    "overthrow": "overthrows overthrew overthrown overthrowing",
    "pay": "pays paid paying",
    "put": "puts putting",
    "quit": "quits quitting",
    "rebuild": "rebuilds rebuilt rebuilding",
    "remind": "reminds reminded reminding",
    "retake": "retakes retook retaken retaking",
    "rise": "rises rose risen rising",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "sell": "sells sold selling",
    "send": "sends sent sending",
    "set": "sets setting",
    "shed": "sheds shedding",
    "shoot": "shoots shot shooting",
    "show": "shows showed shown showing",
    "shut": "shuts shutting",
    "sink": "sinks sank sunk sinking",
    "sit": "sits sat sitting",
    "slay": "slays slew slain slaying",
    "speak": "speaks spoke spoken speaking",
    "spend": "spends spent spending",
    "split": "splits splitting",
    "spread": "spreads spreading",
    "stand": "stands stood standing",
    "steal": "steals stole stolen stealing",
    "strike": "strikes struck stricken striking",
    "swear": "swears swore sworn swearing",
    "sweep": "sweeps swept sweeping",
    "take": "takes took taken taking",
    "teach": "teaches taught teaching",
    "tear": "tears tore torn tearing",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "throw": "throws threw thrown throwing",
    "traffic": "traffics trafficked trafficking",
    "undergo": "undergoes underwent undergone undergoing",
    "understand": "understands understood understanding",
    "undertake": "undertakes undertook undertaken undertaking",
    "unfreeze": "unfreezes unfroze unfrozen unfreezing",
    "uphold": "upholds upheld upholding",
    "weep": "weeps wept weeping",
    "win": "wins won winning",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "withhold": "withholds withheld withholding",
    "withstand": "withstands withstood withstanding",
    "write": "writes wrote written writing",
}
PLURALS = {
    "child": "children",
    "half": "halves",
    "knife": "knives",
    "life": "lives",
    "person": "persons people",
    "thief": "thieves",
    "wife": "wives",
}
MEN_APART = frozenset({"human", "german", "roman", "ottoman", "talisman"})
"""Nouns that end in "man" and are no men."""
DOUBLING = frozenset(
    "abhor admit allot annul ban bar beg commit compel concur confer control cram debar defer deter "
    "disbar drag drop enrol equip excel expel fulfil gag grab gun handicap hug incur jam kidnap mar mob "
    "nab occur outfit overstep patrol permit pin plan plot prod program propel ram rebel rebut recommit "
    "recur refer regret repel rig rip rob rub sap scar scrap scrub ship shred shun slam slap snub spur "
    "stab step stir stop strip stun submit tag tap transfer trap trim whip worship wrap".split()
)


def verb_forms(verb: str) -> frozenset[str]:
    """The verb itself, its third person, past and participles: condemn, condemns, condemned, condemning."""
    if verb in IRREGULAR:
        return frozenset({verb, *IRREGULAR[verb].split()})
    return frozenset({verb, _with_s(verb), *_past_and_participle(verb)})


def noun_forms(noun: str) -> frozenset[str]:
    """The noun and its plural."""
    return frozenset({noun, *PLURALS.get(noun, _plural(noun)).split()})


def all_forms(word: str) -> frozenset[str]:
    """Forms of a word that may be a verb or a noun."""
    return verb_forms(word) | noun_forms(word)


def _plural(noun: str) -> str:
    if noun.endswith("man") and noun not in MEN_APART:
        return noun[:-2] + "en"
    return noun[:-2] + "es" if noun.endswith("sis") else _with_s(noun)


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
