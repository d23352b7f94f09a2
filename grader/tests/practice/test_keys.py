"""Keys on Windows, with a console that stands in for the system's."""

from __future__ import annotations

import sys
import types

import pytest

from grader.practice.watch.windows_keys import Keyboard


def test_keys_are_read_from_the_console(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come one by one; an arrow, which comes as two, means nothing; an idle console is waited for."""
    typed = list("h\xe0Hq")
    console = types.SimpleNamespace(kbhit=lambda: bool(typed), getwch=lambda: typed.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    keyboard = Keyboard()
    keyboard.take()
    assert [keyboard.waiting(), keyboard.waiting()] == ["hq", ""]
    keyboard.give_back()
