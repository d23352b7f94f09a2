"""What a subject may say, by type: anything else ends its play. See grader/PROTOCOL.md."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from grader.language import say

Text = Annotated[str, Meta(max_length=4_000)]
Count = Annotated[int, Meta(ge=0, le=2**53)]
Line = Annotated[int, Meta(ge=0, le=1_000_000)] | None
Seconds = Annotated[float, Meta(ge=0, le=1e12)]
Args = Annotated[list[Any], Meta(max_length=50)]


class Told(Struct, forbid_unknown_fields=True):
    """Base of everything a subject says."""


class CallBegan(Told, tag_field="what", tag="call"):
    """A probe was called."""

    id: Count
    probe: Text
    item: Count | None
    args: Args
    where: Literal["loop", "thread"]
    line: Line


class GaveUp(Told, tag_field="what", tag="gave up"):
    """A call's coroutine was cancelled or closed; a second time: its cleanup was."""

    id: Count


class NoteMade(Told, tag_field="what", tag="note"):
    """A note was called."""

    probe: Text
    args: Args


class ServerReady(Told, tag_field="what", tag="ready"):
    """The exercise's server listens on a port of 127.0.0.1."""

    probe: Text
    port: Annotated[int, Meta(ge=1, le=65535)]


class Over(Told, tag_field="what", tag="over"):
    """The program is over; what follows is its caller's."""


Event = CallBegan | GaveUp | NoteMade | ServerReady | Over
Said = Annotated[list[Event], Meta(max_length=20_000)]


class FailureTold(Told):
    """An exception, and the parts of a group."""

    type: Text
    message: Text
    line: Line
    parts: Annotated[list[FailureTold], Meta(max_length=100)]


class TaskTold(Told):
    """A task the program made."""

    name: Text
    line: Line
    start: Seconds
    end: Seconds | None
    outcome: Text


class BlockedTold(Told):
    """A call that held the loop's thread."""

    what: Text
    line: Line
    at: Seconds
    seconds: Seconds | None


class LeftoverTold(Told):
    """Something that outlived the program."""

    kind: Text
    what: Text
    line: Line


class CancelTold(Told):
    """A planned cancellation; `time` is None where it never came."""

    at: Count
    moment: Literal["waiting", "resuming", "time"]
    line: Line
    time: Seconds | None
    source: Text
    excused: bool


class Message(Told, tag_field="kind", kw_only=True):
    """One line of the exchange: what was said since the last one, and why the subject stops to listen.

    at: the time (virtual seconds); later than the judge's, where the subject has moved on by itself, in so many `moves`.
    """

    said: Said
    at: Seconds = 0.0
    moves: Count = 0


class Idle(Message, tag="idle"):
    """Nothing can run. `until`: the next timer; `outside`: what may still come from elsewhere; `items`: those of pools, at work."""

    until: float | None
    outside: Count
    items: Count


class Awake(Message, tag="awake"):
    """Something from outside came while it was idle: it goes on at the same time."""


class Started(Message, tag="started"):
    """The process is set up, and no learner code has run in it yet."""


class Loaded(Message, tag="loaded"):
    """The exercise has been imported; what comes now is the scenario. `seconds`: how long that took; `line`: where it first ran a loop."""

    seconds: Seconds = 0.0
    line: Line = None


class Last(Message):
    """The end of a play, with what was seen."""

    tasks: Annotated[list[TaskTold], Meta(max_length=500)]
    blocked: Annotated[list[BlockedTold], Meta(max_length=500)]
    unheard: Annotated[list[Text], Meta(max_length=500)]
    cancels: Annotated[list[CancelTold], Meta(max_length=10)]


class Done(Last, tag="done"):
    """The program is over."""

    outcome: Literal["returned", "raised", "cancelled"]
    value: Any
    failure: FailureTold | None
    points: Count
    leftovers: Annotated[list[LeftoverTold], Meta(max_length=500)]
    disturbed: Text = ""
    clean: bool = False


class Stuck(Last, tag="stuck"):
    """The program can't go on."""

    end: Literal["deadlock", "endless"]
    waits: Annotated[list[Text], Meta(max_length=100)]
    line: Line


class Broken(Last, tag="broken"):
    """The exercise can't be imported."""

    failure: FailureTold


AnyMessage = Idle | Awake | Started | Loaded | Done | Stuck | Broken
decoder: msgspec.json.Decoder[AnyMessage] = msgspec.json.Decoder(AnyMessage)


class BadMessage(Exception):  # noqa: N818 - the subject's fault, an outcome
    """A line that is no message."""


class TooMuch(BadMessage):
    """More calls than a play may make."""


def decode(line: bytes) -> AnyMessage:
    """Read a subject's line. BadMessage: it is none. TooMuch: it is a flood."""
    try:
        return decoder.decode(line)
    except msgspec.ValidationError as error:
        if "of length <=" in str(error) and str(error).endswith("`$.said`"):
            raise TooMuch(say("too many calls")) from None
        raise BadMessage(str(error)) from None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise BadMessage(str(error)) from None
