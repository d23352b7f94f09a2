"""How many calls are at work, at any time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.recording.events import Call
from grader.recording.load import Load

TIMES = st.integers(0, 9).map(float)
CALLS = st.lists(
    st.tuples(TIMES, st.none() | TIMES).map(
        lambda one: Call("job", "job", None, (), one[0], "loop", end=None if one[1] is None else one[0] + one[1])
    )
)


@given(CALLS, TIMES)
def test_a_load_is_what_each_call_says(calls: list[Call], time: float) -> None:
    """At any time, it counts the calls that were during it; its peak is the most there ever were."""
    load = Load(calls)
    assert load.at(time) == sum(call.during(time) for call in calls)
    assert load.peak == max((sum(call.during(one.start) for call in calls) for one in calls), default=0)
