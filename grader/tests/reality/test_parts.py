"""The parts of the comparison: the warped clock, and what counts as a difference."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.recording.events import Call, Failure, Note
from grader.recording.recording import Recording
from grader.tests.reality.compare import differences, instants
from grader.tests.reality.random_programs import sources
from grader.tests.reality.warp import Warp

TIMES = st.lists(st.floats(0, 1e6), max_size=8)
DAY = 86_400.0


@given(TIMES, st.floats(0, 10), st.sampled_from([1.0, 3.0]))
def test_the_clock_goes_on_and_comes_back(times: list[float], real: float, slow: float) -> None:
    """Virtual time never goes back, and its real time is the one it was told of."""
    warp = Warp(times, slow)
    assert warp.virtual(real + 0.001) > warp.virtual(real)
    assert warp.real(warp.virtual(real)) == pytest.approx(real, abs=1e-3)


@given(TIMES)
def test_there_is_time_at_each_instant(times: list[float]) -> None:
    """Between two instants there are at least some real milliseconds, be they days or moments apart."""
    warp = Warp(times)
    real = [warp.real(time) for time in warp.instants]
    assert all(later - time >= 0.008 for time, later in itertools.pairwise(real))


def test_days_take_moments() -> None:
    """A play of days, with things that happen within a second of each other, takes a fraction of a second."""
    assert Warp([1.0, 1.5, 7 * DAY, 7 * DAY + 0.25]).last < 0.5


def test_a_late_moment_belongs_to_its_instant() -> None:
    """What comes a little late counts as what was due; what comes at another instant, or far from any, does not."""
    warp = Warp([0.0, 1.0, 2.0])
    assert [warp.name(time) for time in (1.0, 1.3, 2.1, 1.9)] == [1.0, 1.0, 2.0, None]


PLAY = Recording(
    "running", "returned", 2.0, returned=[1], called=(Call("job", "job 0", 0, (), 0.0, "loop", end=2.0, outcome="returned"),),
    notes=(Note("tell", (1,), 1.0), Note("tell", (2,), 1.0)),
)  # fmt: skip
CHANGES = {
    "outcome": {"outcome": "deadlock"},
    "raised": {"outcome": "raised", "raised": Failure("ValueError")},
    "returned": {"returned": [2]},
    "end": {"seconds": 1.0},
    "call": {"called": ()},
    "its end": {"called": (Call("job", "job 0", 0, (), 0.0, "loop", end=1.0, outcome="returned"),)},
    "its outcome": {"called": (Call("job", "job 0", 0, (), 0.0, "loop", end=2.0, outcome="cancelled"),)},
    "notes": {"notes": (Note("tell", (1,), 1.0),)},
    "their time": {"notes": (Note("tell", (1,), 0.0), Note("tell", (2,), 1.0))},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_differs_is_told(change: dict[str, object]) -> None:
    """Each thing that a play shows is compared."""
    fields = {name: getattr(PLAY, name) for name in PLAY.__struct_fields__} | change
    assert differences(PLAY, Recording(**fields), Warp(instants(PLAY)))
    assert not differences(PLAY, PLAY, Warp(instants(PLAY)))


def test_order_within_an_instant_counts_only_where_it_is_exact() -> None:
    """Of two things at the same virtual time, either may come first in life, unless the program's own order decides."""
    fields = {name: getattr(PLAY, name) for name in PLAY.__struct_fields__} | {"notes": PLAY.notes[::-1]}
    turned, warp = Recording(**fields), Warp(instants(PLAY))
    assert not differences(PLAY, turned, warp)
    assert differences(PLAY, turned, warp, exact=True)


def test_random_programs_are_the_same_for_a_seed() -> None:
    """A seed makes the same programs each time, and each compiles."""
    made = sources(10, "seed")
    assert made == sources(10, "seed")
    assert [compile(source, "program", "exec") for source in made]
