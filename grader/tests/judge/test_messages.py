"""Messages: any bytes are a message of ours, or a bad one."""

from __future__ import annotations

import random

import pytest

from grader.judge.wire.messages import BadMessage, Idle, TooMuch, decode

IDLE = b'{"kind":"idle","said":[],"until":1.5,"outside":0,"items":0}'


def test_a_message_is_read() -> None:
    """A line of the protocol is read by its kind."""
    message = decode(IDLE)
    assert isinstance(message, Idle)
    assert message.until == 1.5


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"[" * 100_000,
        b"{}",
        b'{"kind":"other","said":[]}',
        b'{"kind":"awake","said":[],"more":1}',
        b'{"kind":"awake","said":[{"what":"other"}]}',
        b'{"kind":"awake","said":[{"what":"gave up","id":-1}]}',
        b'{"kind":"awake","said":[{"what":"ready","probe":"p","port":70000}]}',
        IDLE.replace(b"1.5", b"1e999"),
        IDLE.replace(b"1.5", b"NaN"),
        IDLE.replace(b"1.5", b"9" * 5_000),
        IDLE.replace(b'"outside":0', b'"outside":true'),
    ],
    ids=range(15),
)
def test_everything_else_is_a_bad_message(line: bytes) -> None:
    """A line that is not JSON, of another kind or type, out of range or nested too deeply, is a bad message."""
    with pytest.raises(BadMessage):
        decode(line)


def test_a_flood_is_told_from_a_forgery() -> None:
    """More calls than a play may make are too much, not malformed."""
    said = b",".join([b'{"what":"gave up","id":1}'] * 20_001)
    with pytest.raises(TooMuch):
        decode(b'{"kind":"awake","said":[' + said + b"]}")


def test_a_damaged_message_never_does_anything_else() -> None:
    """A message with any bytes changed is a message, or a bad one."""
    rng = random.Random(1)
    for _ in range(5_000):
        line = bytearray(IDLE)
        for _ in range(rng.randint(1, 4)):
            line[rng.randrange(len(line))] = rng.randrange(256)
        try:
            decode(bytes(line))
        except BadMessage:
            continue
