"""What a run found, kept with it as text, so that a statement can be made into rows again without reading it anew."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter

from ontology.facts import Facts


@cache
def _adapter() -> TypeAdapter[Facts]:
    return TypeAdapter(Facts)


def findings(facts: Facts) -> str:
    """The facts as JSON, without the text, which the Statement node has."""
    bare = replace(facts, document=replace(facts.document, text=""))
    return _adapter().dump_json(bare, exclude_defaults=True).decode()


def facts_of(findings: str, text: str) -> Facts:
    """The facts that `findings` were made of."""
    facts = _adapter().validate_json(findings)
    return replace(facts, document=replace(facts.document, text=text))
