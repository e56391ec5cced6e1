"""Documents are parsed and checked once and kept, since clients ask the same ones over and over."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    parse,
    specified_rules,
    validate,
)

from api.graphql.kept import Kept
from api.graphql.limits import Limits, shape_rule

KEPT = 1_000
LONGEST_KEPT = 20_000
"""Longer documents, in characters, are not kept."""
MOST_ERRORS = 10


@dataclass(frozen=True, slots=True)
class Checked:
    """A document, or what is wrong with it."""

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()


class Documents:
    """Checks documents against a schema and limits; the last ones asked are kept."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema, self._limits = schema, limits
        self._rules = [*specified_rules, shape_rule(limits)]
        if not limits.introspection:
            self._rules.append(NoSchemaIntrospectionCustomRule)
        self._kept = Kept[str, Checked](KEPT)

    def check(self, text: str) -> Checked:
        """The document that a text is, checked."""
        if kept := self._kept.get(text):
            return kept
        checked = self._check(text)
        if len(text) <= LONGEST_KEPT:
            self._kept.put(text, checked)
        return checked

    def _check(self, text: str) -> Checked:
        try:
            document = parse(text, max_tokens=self._limits.tokens)
        except GraphQLError as error:
            return Checked(None, (error,))
        errors = validate(self._schema, document, self._rules, max_errors=MOST_ERRORS)
        return Checked(None if errors else document, tuple(errors))
