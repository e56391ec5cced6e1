"""The unannotated statements: running text for the word vectors."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

BLANK_LINE = re.compile(r"\n\s*\n")
ESCAPE = re.compile(r"\\([^\w\s])")
MARKS = re.compile(r"^[#>*\s]+|\*+", re.MULTILINE)


def texts(folder: Path) -> Iterator[str]:
    """The `text` of every record in the folder's .jsonl and .jsonl.gz files, in the order of their names."""
    for path in sorted(folder.glob("*.jsonl*")):
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line).get("text") or ""


def running_paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a hard-wrapped Markdown text, each on one line and without its marks."""
    for paragraph in BLANK_LINE.split(text):
        if line := " ".join(MARKS.sub("", ESCAPE.sub(r"\1", paragraph)).split()):
            yield line


def write_tokens(nlp: Language, folder: Path, target: Path) -> int:
    """Writes one paragraph a line, lower-cased tokens set apart by blanks; gives the number of tokens."""
    count = 0
    with target.open("w", encoding="utf-8") as file:
        for text in texts(folder):
            for paragraph in running_paragraphs(text):
                words = [token.lower_ for token in nlp.make_doc(paragraph)]
                count += len(words)
                file.write(" ".join(words) + "\n")
    return count
