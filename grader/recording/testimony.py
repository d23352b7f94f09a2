"""Words that a subject says of its program: English there, whatever the language, and translated where a person reads them.

The lab fills in these sentences, and sends their text. What reads a text here looks which of them it is: each piece between two values
is looked for once, from left to right, so a text of any make costs no more than its length.
"""

from __future__ import annotations

import string

from grader.language import ENGLISH, language, marked, say, translated

# --- who waits where
AT = marked("{waiting} at {file}:{line} in {function}: {source}")
CALLED_FROM = marked("{waiting}   (called from {functions})")
AND_MORE = marked("and {number} more")
NAMES_AND_MORE = marked("{names} and {number} more")
TOUCHED = marked("{task} touched the loop from another thread; it doesn't wake for that: use loop.call_soon_threadsafe")
THREAD = marked("thread {name}")
SOMETHING = marked("something")
PROGRAM = marked("program")
A_FUTURE = marked("a future")
UNHEARD = marked("what has ended, unheard")
CHILDREN_ON = marked("waits for its children {names} in {call}() on `{name}`")
CHILDREN = marked("waits for its children {names} in {call}()")
GATHER = marked("waits in gather for {names}")
TASK = marked("waits for task {name}")
FUTURE = marked("waits for a future")
ANSWER = marked("waits for an answer")
SYSTEM_CALL = marked("waits in a system call")
CALL_ON = marked("waits in {call}() on `{name}`")
CALL_UNTIL = marked("waits in {call}() until t={time}")
CALL = marked("waits in {call}()")
SLEEPS = marked("sleeps until t={time}")
BLOCKS = marked("blocks the event loop in {call}()")
READY = marked("is ready to run")
RUNS = marked("runs")
WORKS = marked("is at work")
UNKNOWN = marked("can't be looked at")
WAITS = (
    CHILDREN_ON, CHILDREN, GATHER, TASK, FUTURE, ANSWER, SYSTEM_CALL, CALL_ON, CALL_UNTIL, CALL, SLEEPS, BLOCKS, READY, RUNS, WORKS,
    UNKNOWN,
)  # fmt: skip
NAMES = "names"  # the value of a sentence that lists what is waited for
MOST = 2_000  # characters of a text that is looked at: no honest one has more

# --- what nobody heard, and what disturbed the caller
NEVER_AWAITED = marked("coroutine {name} was never awaited")
NEVER_AWAITED_AT = marked("coroutine {name} was never awaited (line {line})")
OPEN_CONNECTION = marked("a connection never closed")
OPEN_LISTENER = marked("a listener never closed")
IN_CALLBACK = marked("Exception in callback {function}")
IN_CALLBACK_OF = marked("Exception in callback {function}: {type}")
NOT_RETRIEVED = marked("Task exception was never retrieved: {type}")
FUTURES_NOT_RETRIEVED = marked("Future exception was never retrieved: {type}")
GATHER_NOT_RETRIEVED = marked("_GatheringFuture exception was never retrieved: {type}")
UNHANDLED_BY_SERVER = marked("Unhandled exception in client_connected_cb: {type}")
UNHANDLED = marked("Unhandled exception")
COUNTS_A_CANCEL = marked("its task still counts a cancel that was not the caller's, so a timeout around your function would not work")
CANCELLED_LATER = marked("it was cancelled at {time} s, though nobody but your program can have done that")
NO_TIMEOUT = marked("a timeout of its own never came")
ALONE = (
    NEVER_AWAITED_AT, NEVER_AWAITED, OPEN_CONNECTION, OPEN_LISTENER, IN_CALLBACK_OF, IN_CALLBACK, NOT_RETRIEVED, FUTURES_NOT_RETRIEVED,
    GATHER_NOT_RETRIEVED, UNHANDLED_BY_SERVER, UNHANDLED, COUNTS_A_CANCEL, CANCELLED_LATER, NO_TIMEOUT, TOUCHED, AND_MORE,
)  # fmt: skip

# --- kinds of what is left behind, and what is told of it where it has no name
KINDS = {
    marked("task"), marked("process"), marked("thread"), marked("event loop"), marked("async generator"), marked("pool"),
}  # fmt: skip
STILL_ALIVE = marked("still alive")
WHATS = {marked("never closed"), marked("started with asyncio"), STILL_ALIVE}


def told(text: str) -> str:
    """Tell what a subject has said, in the language that is spoken; what isn't known is told as it is."""
    if language() == ENGLISH or len(text) > MOST:
        return text
    for sentence in ALONE:
        if (values := values_in(text, sentence)) is not None:
            return say(sentence, **values)
    return _line(text)


def left_over(kind: str, what: str, line: int | None) -> str:
    """Tell of something that was left behind."""
    thing = say("{kind} {what}", kind=word(kind, KINDS), what=word(what.replace("<locals>.", ""), WHATS))
    return say("{thing} (line {line})", thing=thing, line=line) if line else thing


def word(text: str, known: set[str]) -> str:
    """Translate a word, if it is one of the known."""
    return translated(text) if text in known else text


def values_in(text: str, sentence: str) -> dict[str, str] | None:
    """Find the values that make this text of a sentence; None: none do."""
    values: dict[str, str] = {}
    name, position = "", 0
    for piece, following, _, _ in string.Formatter().parse(sentence):
        end = text.find(piece, position)
        if end < 0 or (not name and end != position):
            return None
        if name:
            values[name] = text[position:end]
        name, position = following or "", end + len(piece)
    if name:
        values[name], position = text[position:], len(text)
    return values if position == len(text) else None


def _line(text: str) -> str:
    """Tell of one task or thread that waits."""
    for sentence in (CALLED_FROM, AT):
        if values := values_in(text, sentence):
            return say(sentence, **values | {"waiting": _line(values["waiting"])})
    for sentence in WAITS:
        if values := values_in(text, f"{{who}} {sentence}"):
            who = values.pop("who")
            if NAMES in values:
                values[NAMES] = _names(values[NAMES])
            return f"{_who(who)} {say(sentence, **values)}"
    return text


def _who(name: str) -> str:
    thread = values_in(name, THREAD)
    return say(THREAD, **thread) if thread else word(name, {SOMETHING, PROGRAM})


def _names(text: str) -> str:
    """Tell a list of what is waited for."""
    if text == UNHEARD:
        return translated(UNHEARD)
    if values := values_in(text, NAMES_AND_MORE):
        return say(NAMES_AND_MORE, names=_names(values["names"]), number=values["number"])
    return ", ".join(word(name, {A_FUTURE}) for name in text.split(", "))
