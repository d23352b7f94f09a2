"""Recordings as plain data, and back."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from grader.grading.kit import ROOT
from grader.recording.encoding import decode, encode, plain, restored
from grader.recording.events import Answer, Failure, Opaque

LEAVES = (
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | st.text() | st.binary()
    | st.builds(Answer, st.text()) | st.builds(Opaque, st.text()) | st.builds(Failure, st.text(), st.text(), st.none() | st.text())
)  # fmt: skip
KEYS = st.text() | st.integers(-100, 100) | st.builds(Answer, st.text())
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(KEYS, inner), max_leaves=20
)


@given(VALUES)
def test_values_come_back_as_they_were(value: Any) -> None:
    """Whatever a program returns or is given, its plain form is JSON, and gives the same value again, types and all."""
    again = restored(msgspec.json.decode(msgspec.json.encode(plain(value))))
    assert again == value
    assert repr(again) == repr(value)


def test_recordings_come_back_as_they_were() -> None:
    """What the references do is the same after it was read and written again."""
    kept = json.loads((ROOT / "grader" / "reference" / "recordings.json").read_bytes())
    for one in kept.values():
        assert json.loads(msgspec.json.encode(encode(decode(one)))) == one
