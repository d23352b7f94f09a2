"""Values: from a subject's objects to the wire, and from the wire to a recording."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest

from grader.judge.wire.messages import BadMessage
from grader.judge.wire.unpacking import unpack
from grader.lab.wire import values as wire
from grader.recording.encoding import plain
from grader.recording.events import Answer, Failure, Opaque
from grader.recording.wording import printable, show

ODD = [None, True, 0, -1, 2**53, 10**400, 1.5, 1e308, "x", "\0", "é", [], {}, [1], {"float": 1}, {"float": 10**400}, {"float": "x"},
       {"bytes": "\u20ac"}, {"list": 3}, {"object": "y" * 300}, {"dict": [[1, 2], [{"list": []}, 1], [3]]}]  # fmt: skip


@pytest.mark.parametrize(
    "value", [None, True, 7, 1.5, "text", b"\xff", [1, [2, (3,)]], (), {"a": 1, 2: None, (3,): "x"}, ["same"] * 3], ids=repr
)
def test_plain_values_arrive_as_they_are(value: Any) -> None:
    """What is plain data in the subject is the same data in a recording; keys that JSON could not tell are told by their text."""
    expected = {"a": 1, 2: None, "(3,)": "x"} if isinstance(value, dict) else value
    assert unpack(wire.pack(value), {}) == expected


def test_secrets_are_called_by_their_calls() -> None:
    """An answer is told by the call that it ended, wherever it is; the text of its name is not it."""
    assert unpack(wire.pack(["s3cret", {"key": "s3cret"}, "job 0"]), {"s3cret": "job 0"}) == [
        Answer("job 0"),
        {"key": Answer("job 0")},
        "job 0",
    ]


class Liar(list[int]):
    """A list that is equal to everything, and asks for endless patience."""

    def __eq__(self, _other: object) -> bool:
        return True

    __hash__ = None

    def __repr__(self) -> str:
        raise AssertionError("nobody may ask")

    __len__ = __str__ = __iter__ = __repr__  # type: ignore[assignment]

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        raise AssertionError("nobody may ask")


def test_an_object_is_not_asked_what_it_is() -> None:
    """Of an object that is no plain data, only its type's own name is told: nothing of it is called."""
    assert unpack(wire.pack(Liar()), {}) == Opaque("Liar")


class Silent(Exception):  # noqa: N818 - no error
    """An exception that does not want to be asked either."""

    def __str__(self) -> str:
        raise AssertionError("nobody may ask")

    @property
    def args(self) -> Any:
        """Not to be asked for."""
        raise AssertionError("nobody may ask")

    @args.setter
    def args(self, _value: Any) -> None: ...


def test_an_exception_is_not_asked_what_it_is() -> None:
    """Of an exception, its type and arguments are told, whatever its own methods say."""
    assert unpack(wire.pack(Silent("a", 10**5_000, Liar())), {}) == Failure("Silent", "a, int, Liar")


def _within_itself() -> list[Any]:
    value: list[Any] = []
    value += [value, (value,), {"x": value}]
    return value


@pytest.mark.parametrize(
    "value",
    [
        _within_itself(),
        ["x" * 1_000_000] * 2_000,
        [[list(range(2_000))] * 2_000] * 2_000,
        ExceptionGroup("all", [ExceptionGroup("some", [ValueError("x" * 100_000)] * 2_000)] * 2_000),
        ["\ud800", float("nan"), float("inf"), 2**64, "\x1b[2J"],
    ],
    ids=["within itself", "long", "wide", "group", "odd"],
)
def test_every_value_is_told_in_a_message(value: Any) -> None:
    """Whatever a program returns: it becomes a message that is not too long, and a value that can be shown and written."""
    line = msgspec.json.encode(wire.pack(value))
    assert len(line) < 2_000_000
    known = unpack(msgspec.json.decode(line), {})
    assert len(show(known)) <= 200
    assert msgspec.json.encode(msgspec.to_builtins(plain(known)))


def _made_up(rng: random.Random, depth: int) -> Any:
    if depth == 0 or rng.random() < 0.3:
        return rng.choice(ODD)
    match rng.choice(["list", "tuple", "dict", "failure", "unknown", "bare"]):
        case "bare":
            return [_made_up(rng, depth - 1)]
        case "dict":
            return {"dict": [[_made_up(rng, depth - 1), _made_up(rng, depth - 1)]]}
        case "failure":
            return {"failure": {"type": "E", "message": "m", "line": rng.choice([None, 1, -5]), "parts": [_made_up(rng, depth - 1)]}}
        case kind:
            return {kind: [_made_up(rng, depth - 1) for _ in range(3)]}


def test_whatever_comes_over_the_wire_is_a_value_or_none() -> None:
    """Anything that a forger could send is a value that can be shown and written, or a bad message; nothing else happens."""
    rng = random.Random(1)
    values = 0
    for _ in range(3_000):
        try:
            value = unpack(_made_up(rng, rng.randint(0, 14)), {})
        except BadMessage:
            continue
        values += 1
        assert len(show(value)) <= 200
        assert msgspec.json.encode(msgspec.to_builtins(plain(value)))
    assert values


def test_a_failure_within_failures_has_an_end() -> None:
    """An exception that is nested without end is a bad message."""
    told: dict[str, Any] = {"type": "A", "message": "", "line": None, "parts": []}
    for _ in range(3_000):
        told = {"type": "A", "message": "", "line": None, "parts": [told]}
    with pytest.raises(BadMessage):
        unpack({"failure": told}, {})


def test_what_a_terminal_would_obey_is_not_shown() -> None:
    """Control characters of a program's texts are replaced before anybody sees them."""
    assert printable("a\x1b[31m\x07b\tc\nd\u202e") == "a\ufffd[31m\ufffdb\tc\nd\ufffd"
