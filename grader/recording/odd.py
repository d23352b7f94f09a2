"""Odd answers: values that a careless program takes for nothing, or for a failure. Light: the lab has them, too."""

from __future__ import annotations

from typing import Any, Literal

Odd = Literal["nothing", "exceptions"]
TEXT = "a value, not a failure"


def odd_values(kind: Odd) -> list[Any]:
    """Make them anew, in the order in which calls get them: what counts as false; or exception objects, which nobody raised."""
    return [None, 0, "", False, [], 0.0] if kind == "nothing" else [ValueError(TEXT), TimeoutError(TEXT), OSError(TEXT)]


def odd_answer(kind: Odd, nth: int) -> Any:
    """Make the answer of the n-th call: they begin anew where they end."""
    values = odd_values(kind)
    return values[nth % len(values)]


def same(one: Any, other: Any) -> bool:
    """Whether two recorded values are the same, and of the same type: 0 is not False."""
    if type(one) is not type(other):
        return False
    match one:
        case list() | tuple():
            return len(one) == len(other) and all(map(same, one, other))
        case dict():
            return len(one) == len(other) and all(key in other and same(held, other[key]) for key, held in one.items())
        case _:
            return bool(one.same(other) if hasattr(one, "same") else one == other)
