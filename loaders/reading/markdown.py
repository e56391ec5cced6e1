"""A Markdown file, with or without a front matter in YAML that says title, issuer, date, url and language."""

from __future__ import annotations

from collections.abc import Mapping

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from loaders.reading.encoding import decode
from loaders.reading.fields import record_of_fields
from loaders.reading.normalize import marked_blocks
from loaders.reading.options import ReadOptions
from loaders.reading.record import Record
from ontology.errors import ReadingError


def read_markdown(data: bytes, source: str, options: ReadOptions) -> Record:
    """The record of a Markdown file; a first heading becomes the title later. Raises `ReadingError`."""
    text = decode(data, source).replace("\r\n", "\n")
    try:
        told, body = frontmatter.parse(text, handler=YAMLHandler())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(getattr(error, "problem", None) or error).splitlines()[0]
        raise ReadingError(
            f"The front matter of {source} is no YAML: {reason}.",
            'Write one "name: value" a line between two lines of ---, and quote values that hold a colon.',
            source=source,
        ) from error
    fields: Mapping[str, object] = {str(name): value for name, value in told.items()}
    return record_of_fields(fields, marked_blocks(body), source, options)
