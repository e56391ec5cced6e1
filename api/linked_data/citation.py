"""How to cite a release: CITATION.cff (Citation File Format 1.2.0), BibTeX, and a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

NOBODY = "The keepers of this graph"
"""Who is cited where no publisher is set: the format asks for somebody."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation names; `issued` is an ISO date, `license` an address or empty."""

    title: str
    publisher: str
    version: str
    issued: str
    url: str
    license: str = ""

    @property
    def author(self) -> str:
        """Who is cited."""
        return self.publisher or NOBODY


def sentence(cited: Cited) -> str:
    """One line for a list of references."""
    return (
        f"{cited.author} ({cited.issued[:4]}). {cited.title}, version {cited.version} [data set]. {cited.url}"
    )


def citation_file(cited: Cited) -> str:
    """CITATION.cff."""
    told = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite this version of them.",
        "type": "dataset",
        "title": cited.title,
        "version": cited.version,
        "date-released": cited.issued,
        "authors": [{"name": cited.author}],
        "url": cited.url,
        **({"license-url": cited.license} if cited.license else {}),
    }
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True)


def bibtex(cited: Cited) -> str:
    """An entry for LaTeX."""
    key = re.sub(r"[^a-z0-9]+", "-", f"{cited.title}-{cited.version}".lower()).strip("-")
    fields = {
        "author": f"{{{_escaped(cited.author)}}}",
        "title": _escaped(cited.title),
        "version": _escaped(cited.version),
        "year": cited.issued[:4],
        "url": cited.url,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}\n"


def _escaped(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)
