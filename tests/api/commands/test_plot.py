"""`rostra plot`: pictures of the graph of tests/graph/sides.py, and what it says of what cannot be drawn."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import pytest_asyncio

from graph.store import Store
from ontology.errors import QuestionError, SettingsError
from tests.api.commands.conftest import Rostra
from tests.api.plots.pictures import words
from tests.graph.sides import TIDE, sides


@pytest_asyncio.fixture
async def told(store: Store) -> None:
    """The statements of tests/graph/sides.py are in the graph."""
    await store.write_many(sides())


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["matrix"], {"Harbour Watch", "Tide Brigade", "against", "2"}),
        (["matrix", "--projection", "issuers-topics"], {"Harbour Watch", "accountability", "2"}),
        (["network", "--projection", "actors-by-positions"], {"Port Union", "against, or differing"}),
        (
            ["timeline", TIDE],
            {"Demands", "Tide Brigade: must stand firm", "Tide Brigade condemns the Port Union"},
        ),
    ],
)
def test_a_picture_says_what_the_graph_holds(
    rostra: Rostra, tmp_path: Path, asked: list[str], said: set[str]
) -> None:
    output = tmp_path / "picture.svg"
    assert rostra("plot", *asked, "--output", str(output)).exit_code == 0
    assert said <= set(words(output.read_bytes()))


@pytest.mark.usefixtures("told")
def test_pictures_are_png_and_pdf_too(rostra: Rostra, tmp_path: Path) -> None:
    for suffix, start in ((".png", b"\x89PNG"), (".pdf", b"%PDF")):
        output = tmp_path / f"picture{suffix}"
        rostra("plot", "matrix", "--output", str(output))
        assert output.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (["matrix"], QuestionError, "nothing to draw"),
        (["matrix", "--projection", "actors-by-demands"], QuestionError, "makes no matrix.*holders-targets"),
        (["matrix", "--output", "matrix.doc"], QuestionError, r"\.svg, \.png, \.pdf"),
        (["network", "--around", "organization/nobody"], QuestionError, "organization/nobody"),
        (["timeline", "organization/nobody"], QuestionError, "organization/nobody"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_line(
    rostra: Rostra, asked: list[str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said) as raised:
        raise rostra("plot", *asked).exception or AssertionError("nothing was refused")
    assert "\n" not in str(raised.value)
    assert not Path("matrix.svg").exists()


def test_without_matplotlib_it_is_said_how_to_get_it(rostra: Rostra, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    refused = rostra("plot", "matrix").exception
    assert isinstance(refused, SettingsError)
    assert "rostra[plot]" in str(refused)
