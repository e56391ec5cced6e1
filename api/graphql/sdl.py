"""The schema as text, and which changes of it break clients.

`python -m api.graphql.sdl` writes docs/schema.graphql; with `--check` it says instead what the schema of the code
would break for those who rely on the one that was written, and fails if there is anything.
"""

from __future__ import annotations

import sys
from pathlib import Path

from graphql import GraphQLSchema, build_schema, find_breaking_changes

from api.graphql import schema
from ontology.vocabulary import load_vocabulary

FILE = Path(__file__).parents[2] / "docs" / "schema.graphql"


def sdl() -> str:
    """The schema in the schema definition language."""
    return schema.build_schema(load_vocabulary()).as_str().rstrip() + "\n"


def breaking_changes(old: str, new: str) -> list[str]:
    """What a client of the old schema could no longer ask of the new one, or would no longer get."""
    return [change.description for change in find_breaking_changes(_schema(old), _schema(new))]


def _schema(text: str) -> GraphQLSchema:
    return build_schema(text, assume_valid=True)


def main(arguments: list[str]) -> int:
    """Write the file, or check it."""
    if arguments != ["--check"]:
        FILE.write_text(sdl(), "utf-8")
        return 0
    changes = breaking_changes(FILE.read_text("utf-8"), sdl())
    sys.stderr.writelines(f"{change}\n" for change in changes)
    return 1 if changes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
