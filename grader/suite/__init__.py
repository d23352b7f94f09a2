"""The words a suite is written in. Light, since the lab imports suites too: it knows neither pytest nor the judge."""

from typing import TYPE_CHECKING

from grader.language import count, listed, marked, say
from grader.recording.load import Load
from grader.recording.not_judged import NotJudged, NotShown, not_judged, not_shown
from grader.recording.odd import odd_values, same
from grader.recording.testimony import told
from grader.recording.wording import show
from grader.suite.common import (
    are_answers,
    cancels_once,
    close,
    ends_as,
    heartbeat,
    leaves_nothing,
    never_blocks,
    never_stands_still,
    no_idlers,
    nothing_goes_on,
    overlapping,
    passes_cancel_on,
    raises_as_it_is,
    reaches_caller,
    stops_everything,
    stops_well,
    waits_for_cleanups,
    waits_for_no_more,
)
from grader.suite.declarations import STAGES, Check, Scenario, Stage, check, guard, scenario
from grader.suite.probes import Client, Probe, blocking, call, calls, clients, note, process
from grader.suite.worlds import PACE, WORLDS, OwnError, World, pace

if TYPE_CHECKING:
    from grader.recording.events import Answer, Call, Failure
    from grader.recording.recording import Recording, Recordings

    Cancelled = Recording
else:  # recordings are made, and read, where learner code never is: a suite only names what a check is asked of
    Answer = Call = Failure = object

    class Recording:
        """Each play that is not cancelled, in each world: the check must hold in all of them."""

    class Cancelled:
        """Each play that is cancelled."""

    class Recordings:
        """All plays at once."""


__all__ = [
    "PACE",
    "STAGES",
    "WORLDS",
    "Answer",
    "Call",
    "Cancelled",
    "Check",
    "Client",
    "Failure",
    "Load",
    "NotJudged",
    "NotShown",
    "OwnError",
    "Probe",
    "Recording",
    "Recordings",
    "Scenario",
    "Stage",
    "World",
    "are_answers",
    "blocking",
    "call",
    "calls",
    "cancels_once",
    "check",
    "clients",
    "close",
    "count",
    "ends_as",
    "guard",
    "heartbeat",
    "leaves_nothing",
    "listed",
    "marked",
    "never_blocks",
    "never_stands_still",
    "no_idlers",
    "not_judged",
    "not_shown",
    "note",
    "nothing_goes_on",
    "odd_values",
    "overlapping",
    "pace",
    "passes_cancel_on",
    "process",
    "raises_as_it_is",
    "reaches_caller",
    "same",
    "say",
    "scenario",
    "show",
    "stops_everything",
    "stops_well",
    "told",
    "waits_for_cleanups",
    "waits_for_no_more",
]
