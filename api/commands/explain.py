"""`rostra explain`: sentence by sentence, what was found and which rule found it."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from api.commands.console import OUT
from api.commands.flags import READING, with_settings
from api.commands.reading import with_reading
from api.extraction import extractor_of
from api.settings import Settings
from loaders.extraction.explain import ExplainedSentence, Finding, FindingKind, explain
from loaders.reading import ReadOptions, read_path
from ontology.errors import ReadingError

COLOURS: dict[FindingKind, str] = {
    "entity": "cyan",
    "report": "red",
    "position": "magenta",
    "demand": "green",
}


@with_settings(READING)
@with_reading
def run(
    settings: Settings,
    options: ReadOptions,
    file: Annotated[str, typer.Argument(help="A file, or - for standard input.")],
) -> None:
    """Show each sentence in colours with what was found in it, the rule that found it and how sure it is."""
    extract = extractor_of(settings)()
    OUT.print(" ".join(f"[{colour}]{name}[/]" for name, colour in COLOURS.items()), highlight=False)
    for document in read_path(file, options):
        if isinstance(document, ReadingError):
            raise document
        for sentence in explain(extract(document)):
            OUT.print()
            OUT.print(coloured(sentence))
            for finding in sentence.findings:
                if finding.kind != "entity":
                    OUT.print(line(finding))


def coloured(sentence: ExplainedSentence) -> Text:
    """The sentence with its findings in colours; the wider ones underlined, so that names in them show."""
    text = Text(sentence.text)
    start = sentence.span.start
    for finding in sorted(sentence.findings, key=lambda f: f.spans[0].start - f.spans[0].end):
        style = COLOURS[finding.kind] + ("" if finding.kind == "entity" else " underline")
        main = finding.spans[0]
        text.stylize(style, main.start - start, main.end - start)
    return text


def line(finding: Finding) -> Text:
    """One finding: what it is, by which rule, how sure."""
    told = Text(f"  {finding.kind}: ", COLOURS[finding.kind])
    told.append(finding.summary, "default")
    told.append(f"  [{finding.found.rule}, {finding.found.confidence:.2f}]", "dim")
    return told
