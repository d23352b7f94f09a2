"""Kinds that show in what a program returned or raised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.reports.mistakes.pair import Pair

if TYPE_CHECKING:
    from grader.recording.recording import Recording

ODD = ("nothing", "exceptions")  # worlds, which are played after the declared one: it holds there
FAILURES = ("own failures", "groups")


def odd_values(pair: Pair) -> bool:
    """It does well with ordinary answers, and not with None, 0, "" or an exception object."""
    declared, mine = pair.declared, pair.mine
    if mine.world not in ODD or mine.cancels or declared is None or not (mine.normal and declared.normal):
        return False
    return mine.outcome != declared.outcome or _plain(mine.returned) != _plain(_in_its_place(declared.returned, mine))


def _in_its_place(value: Any, odd: Recording) -> Any:
    """Put the odd answers of a play into what was returned in another one, in the place of the ordinary ones."""
    match value:
        case list() | tuple():
            return type(value)(_in_its_place(one, odd) for one in value)
        case dict():
            return {_in_its_place(key, odd): _in_its_place(one, odd) for key, one in value.items()}
        case _:
            name = getattr(value, "of", None)  # an answer is called by its call
            return next((call.answer for call in odd.called if call.name == name), value)


def failure_types(pair: Pair) -> bool:
    """It does well with failures that it can name, and not with others: it ends in another way, or leaves something behind."""
    if pair.mine.world not in FAILURES or not pair.both_end:
        return False
    leaves_more = bool(pair.mine.remains) and pair.declared is not None and not pair.declared.remains
    return leaves_more or not _same_end(pair)


def _same_end(pair: Pair) -> bool:
    """Whether it returned or raised what the reference does."""
    mine, reference = pair.mine, pair.reference
    if reference is None or mine.outcome != reference.outcome:
        return False
    if mine.raised and reference.raised:
        return mine.raised.same(reference.raised) and _leaves(mine) == _leaves(reference)
    return _plain(mine.returned) == _plain(reference.returned)


def _leaves(recording: Recording) -> list[str]:
    return sorted(str(one) for one in (recording.raised.leaves() if recording.raised else ()))


def lost_failure(pair: Pair) -> bool:
    """It returned, where a call of its had failed and the reference raises that; or an exception was never looked at."""
    mine, reference = pair.mine, pair.reference
    if any("exception was never retrieved" in one for one in mine.unheard):
        return True
    if not (pair.both_end and reference) or mine.cancels:
        return False
    failed = any(call.outcome == "raised" for call in mine.called)
    return failed and reference.outcome == "raised" and mine.outcome == "returned"


def wrapped_failure(pair: Pair) -> bool:
    """It raised the right failure inside of a group, where the reference raises it as it is. Its calls ended as the reference's did."""
    mine, reference = pair.mine, pair.reference
    if not (reference and mine.raised and reference.raised):
        return False
    grouped = bool(mine.raised.parts) and not mine.raised.of and not reference.raised.parts
    return grouped and _has(mine, reference) and _ends(mine) == _ends(reference)


def _ends(recording: Recording) -> list[tuple[str, str]]:
    return sorted((call.name, call.outcome) for call in recording.called)


def _has(mine: Recording, reference: Recording) -> bool:
    return mine.raised is not None and any(reference.raised is not None and one.same(reference.raised) for one in mine.raised.leaves())


def wrong_order(pair: Pair) -> bool:
    """It returned a list of the same things as the reference, in another order."""
    mine, reference = pair.mine, pair.reference
    if not (pair.both_end and reference):
        return False
    one, other = mine.returned, reference.returned
    if not (isinstance(one, list) and isinstance(other, list)) or mine.outcome != "returned":
        return False
    plain, expected = [_plain(item) for item in one], [_plain(item) for item in other]
    return plain != expected and sorted(plain) == sorted(expected)


def _plain(value: Any) -> str:
    """A value as text: answers by their names; 0 is not False."""
    return repr(value)
