"""The cost of a question multiplies page sizes along the way."""

from __future__ import annotations

from graph.question.cost import COUNTING, PLAIN_LIST, cost
from graph.question.steps import Step
from graph.question.tree import Branch, ById, One, Page, Wanted

STEP = Step("ADDRESSEE", outgoing=True)
FLAT = Wanted(("id",))


def test_pages_within_pages() -> None:
    inner = Page(STEP, FLAT, limit=20)
    assert cost(Page(("Demand",), Wanted(branches=(Branch("a", inner),)), limit=10)) == 10 * (1 + 20)


def test_plain_lists_single_nodes_and_totals() -> None:
    wanted = Wanted(branches=(Branch("a", Page(STEP, FLAT)), Branch("b", One(STEP, FLAT))))
    assert cost(ById(("Demand",), ("x", "y"), wanted)) == 2 * (1 + PLAIN_LIST + 1)
    assert cost(Page(("Demand",), None, total=True)) == COUNTING
