"""The words a suite is written in. Light, since the lab imports suites too: it knows neither pytest nor the judge."""

from typing import TYPE_CHECKING

from grader.suite.common import (
    heartbeat,
    leaves_nothing,
    never_blocks,
    no_idlers,
    nothing_goes_on,
    passes_cancel_on,
    raises_as_it_is,
    stops_everything,
)
from grader.suite.words import (
    Check,
    Client,
    NotJudged,
    Probe,
    Scenario,
    blocking,
    call,
    calls,
    check,
    clients,
    guard,
    not_judged,
    note,
    process,
    scenario,
)

if TYPE_CHECKING:
    from grader.judge.recording import Recording, Recordings
    from grader.judge.records import Answer, Call, Failure
else:  # for annotations only: recordings are made, and read, where learner code never is
    Answer = Call = Failure = Recording = Recordings = object

__all__ = [
    "Answer",
    "Call",
    "Check",
    "Client",
    "Failure",
    "NotJudged",
    "Probe",
    "Recording",
    "Recordings",
    "Scenario",
    "blocking",
    "call",
    "calls",
    "check",
    "clients",
    "guard",
    "heartbeat",
    "leaves_nothing",
    "never_blocks",
    "no_idlers",
    "not_judged",
    "note",
    "nothing_goes_on",
    "passes_cancel_on",
    "process",
    "raises_as_it_is",
    "scenario",
    "stops_everything",
]
