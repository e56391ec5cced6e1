"""A value that is given when the question is asked, so that one statement answers for all values.

Whoever makes a question of slots can't look at what they stand for: a slot refuses to be compared, counted, shown
or looked up, and says of which value that was. So what is made with slots is right for every value, or isn't made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn


class NeededError(Exception):
    """The question depends on the value that a slot stands for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Slot:
    """Stands for a value by its name, or for what a function makes of it. Equal slots stand for the same value."""

    __slots__ = ("made", "name")

    def __init__(self, name: str, made: Callable[[Any], Any] | None = None) -> None:
        self.name, self.made = name, made

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Slot):
            self._refuse()
        return self.name == other.name and self.made is other.made

    def fill(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
        """What it stands for, given the values."""
        value = values[self.name]
        return value if self.made is None else self.made(value)

    def __getattr__(self, _name: str) -> NoReturn:
        self._refuse()

    def _refuse(self, *_others: object) -> NoReturn:
        raise NeededError(self.name)

    __hash__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __add__ = __radd__ = _refuse
    __str__ = __format__ = __int__ = __float__ = __index__ = _refuse


def filled(parameters: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a statement with the values, by their names, where slots were."""
    return {name: value.fill(values) if type(value) is Slot else value for name, value in parameters.items()}


def made_of(value: Any, function: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    """What a function makes of a value; where a slot stands for it, a slot for that."""
    return Slot(value.name, function) if type(value) is Slot else function(value)
