"""Which host a grading uses."""

from __future__ import annotations

import os
import sys

import pytest

from grader.subjects import host
from grader.subjects.choice import VARIABLE, NoHost, name_of


@pytest.fixture(autouse=True)
def _nobody_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_a_system_that_can_fork_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no os.fork, the portable host is used, unasked."""
    monkeypatch.setattr(os, "fork", lambda: 0, raising=False)
    assert name_of() in ("fork", "portable")
    monkeypatch.delattr(os, "fork")
    assert name_of() == "portable"


def test_who_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed counts more than the environment; that counts more than the system."""
    monkeypatch.setenv(VARIABLE, "portable")
    assert name_of() == "portable"
    if hasattr(os, "fork"):
        assert name_of("fork") == "fork"


def test_an_unknown_host_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is no host's is answered with those that are, and where it came from."""
    monkeypatch.setenv(VARIABLE, "spoon")
    with pytest.raises(NoHost, match=r"There is no host 'spoon': there are fork and portable. \(AWAITLINGS_HOST names it.\)"):
        name_of()


def test_fork_where_there_is_none_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fork host on a system that can't fork is answered with what can be used."""
    monkeypatch.delattr(os, "fork", raising=False)
    with pytest.raises(NoHost, match="use the host 'portable'"):
        name_of("fork")


def test_a_missing_psutil_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without psutil, the portable host says what to type."""
    for name in ("psutil", "grader.subjects.portable.host", "grader.subjects.portable.tree"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "psutil", None)
    with pytest.raises(NoHost, match=r"needs psutil, which is not installed: .* -m pip install psutil"):
        host.choose("portable")
