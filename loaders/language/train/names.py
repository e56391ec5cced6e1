"""Named entities (PER, ORG, LOC) of the three annotated corpora, brought to one scheme.

The scheme is Universal NER's: a name without its title or article ("Mr. *Bush*", "the *United Nations*"),
no demonyms, no events, no products.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import conllu

from loaders.language.train.treebank import Names

CROSSNER = {
    "politician": "PER",
    "person": "PER",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "LOC",
    "location": "LOC",
}
GUM = {"person": "PER", "organization": "ORG", "place": "LOC"}

ENTITY = re.compile(r"\((?P<opened>\d+)-(?P<type>[a-z]+)-[^()]*(?P<single>\))?|(?P<closed>\d+)\)")
HYPHEN = {"-"}
CONNECTORS = HYPHEN | {"of", "the", "&", "for"}
"""What may stand between the proper nouns of a name."""
TITLES = {
    *("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "prof.", "professor", "sir", "lord", "lady"),
    *("king", "queen", "prince", "princess", "saint", "st.", "pope", "bishop", "reverend", "rev.", "sheikh"),
    *("president", "vice", "prime", "minister", "secretary", "chancellor", "ambassador", "chief", "chairman"),
    *("director", "senator", "sen.", "representative", "rep.", "governor", "gov.", "mayor", "judge"),
    *("justice", "general", "gen.", "colonel", "col.", "captain", "capt.", "lieutenant", "lt.", "admiral"),
}


def universal_ner(path: Path) -> dict[str, tuple[list[str], Names]]:
    """Sentence id -> words and IOB2 tags of a Universal NER file. What is not PER, ORG or LOC is outside."""
    sentences: dict[str, tuple[list[str], Names]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# sent_id = "):
                sentences[line.removeprefix("# sent_id = ").strip()] = words, tags = [], []
            elif not line.startswith("#") and line.strip():
                columns = line.rstrip("\n").split("\t")
                words.append(columns[1])
                tags.append(columns[2] if columns[2][2:] in ("PER", "ORG", "LOC") else "O")
    return sentences


def crossner(path: Path) -> Iterator[tuple[list[str], Names]]:
    """Words and IOB2 tags of a CrossNER file; elections, events and the rest are outside."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if rows:
            yield [row[0] for row in rows], [_crossner_tag(row[1]) for row in rows]


def _crossner_tag(tag: str) -> str:
    position, _, kind = tag.partition("-")
    return f"{position}-{CROSSNER[kind]}" if kind in CROSSNER else "O"


def gum(sentence: conllu.TokenList) -> Names:
    """IOB2 tags of a GUM sentence: of its nested entity mentions, those that a proper noun heads."""
    tags = ["O"] * len(sentence)
    mentions = sorted(_gum_mentions(sentence), key=lambda m: m[1] - m[0], reverse=True)
    for start, end, kind in mentions:
        first, last = _proper_name(sentence, start, end, kind)
        if first <= last and all(tag == "O" for tag in tags[first : last + 1]):
            tags[first] = f"B-{kind}"
            tags[first + 1 : last + 1] = [f"I-{kind}"] * (last - first)
    return tags


def _gum_mentions(sentence: conllu.TokenList) -> Iterator[tuple[int, int, str]]:
    """(first word, last word, label) of each person, organization and place, both ends inclusive."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for index, token in enumerate(sentence):
        for match in ENTITY.finditer((token["misc"] or {}).get("Entity") or ""):
            if match["single"]:
                if match["type"] in GUM:
                    yield index, index, GUM[match["type"]]
            elif match["opened"]:
                opened.setdefault(match["opened"], []).append((index, match["type"]))
            elif opened.get(match["closed"]):
                start, kind = opened[match["closed"]].pop()
                if kind in GUM:
                    yield start, index, GUM[kind]


def _proper_name(sentence: conllu.TokenList, start: int, end: int, kind: str) -> tuple[int, int]:
    """The proper-noun run around the head of a mention, titles cut off; an empty range if it has none."""
    inside = range(start, end + 1)
    head = next((i for i in inside if (sentence[i]["head"] or 0) - 1 not in inside), start)
    if sentence[head]["upos"] != "PROPN":
        return 0, -1

    def belongs(index: int) -> bool:
        token = sentence[index]
        proper = token["upos"] == "PROPN" or token["xpos"] in ("NNP", "NNPS")
        return proper or token["form"].lower() in (HYPHEN if kind == "PER" else CONNECTORS)

    first = last = head
    while first > start and belongs(first - 1):
        first -= 1
    while last < end and belongs(last + 1):
        last += 1
    while first < last and sentence[first]["form"].lower() in CONNECTORS:
        first += 1
    while last > first and sentence[last]["form"].lower() in CONNECTORS:
        last -= 1
    if kind == "PER":
        titled = [i for i in range(first, last) if sentence[i]["form"].lower() in TITLES]
        first = titled[-1] + 1 if titled else first
        if sentence[last]["form"].lower() in TITLES:  # an office alone names nobody
            return 0, -1
    return first, last
