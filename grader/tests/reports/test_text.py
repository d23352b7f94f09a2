"""Text that a learner's program had a hand in: what is left of it, in a report."""

from __future__ import annotations

import re
import unicodedata

import pytest

from grader.reports.text import JOINERS, LONGEST, ODD, SHORTER, fit, harmless, line, lines
from grader.tests.reports.samples import HUGE, NASTIES

COMMAND = re.compile(r"^\s*::[a-z-]+.*::|##(vso|teamcity)?\[")  # what a runner finds in a line


@pytest.mark.parametrize("text", [*NASTIES, HUGE], ids=lambda text: ascii(text[:20]))
def test_any_text_can_be_shown(text: str) -> None:
    """What is shown is visible, valid in UTF-8, as short as it was asked to be, and in one line if that was wished."""
    shown, short = lines(text), line(text)
    assert {c for c in shown + short if unicodedata.category(c) in ODD} <= {"\n", *JOINERS}
    assert len(shown.encode()) <= 4 * (LONGEST + 100)
    assert len(short) <= 300
    assert not re.search(r"[^\S ]", short)


@pytest.mark.parametrize("text", [*NASTIES, HUGE], ids=lambda text: ascii(text[:20]))
def test_no_line_is_a_command(text: str) -> None:
    """Whatever a program writes, no runner of a CI obeys it; a line ends where the runner says, at a carriage return, too."""
    for shown in (harmless(text[: 2 * LONGEST]), harmless(lines(text)), harmless(line(text))):
        assert not [one for one in re.split(r"[\r\n]", shown) if COMMAND.search(one)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\rc\td", "a\nb\\x0dc    d"),
        ("\x1b[31m\x00\x7f\x9f", "\\x1b[31m\\x00\\x7f\\x9f"),
        ("\ud800\u202e\u2028\ufeff\U000e0001", "\\ud800\\u202e\\u2028\\ufeff\\U000e0001"),
        ("naïve 測試 👩\u200d👧 \u00a0", "naïve 測試 👩\u200d👧 \u00a0"),
    ],
    ids=["lines", "controls", "unseen", "seen"],
)
def test_what_cannot_be_seen_is_spelled_out(text: str, shown: str) -> None:
    """Controls and the like are shown by their numbers; words of any language and emoji stay as they are."""
    assert lines(text) == shown


def test_what_is_left_out_is_said() -> None:
    """A text that is too long ends with how much more there was; what fits stays whole."""
    assert lines("x" * 25, 10) == "xxxxxxxxxx\n… (15 more characters are left out)"
    assert lines("x" * 10, 10) == "x" * 10
    assert lines("\x1b" * 10, 10) == "\\x1b\\x1b\n… (8 more characters are left out)"
    assert lines("long", 0) == "… (4 more characters are left out)"
    assert lines("a\r\n" * 5, 10) == "a\n" * 5


def test_a_line_is_cut_with_an_ellipsis() -> None:
    """A line keeps to its limit, and shows that there was more, even where all that came first was white space."""
    assert line("a  b\n\tc ") == "a b c"
    assert line("abcdef", 4) == "abc…"
    assert line("\n" * 10_000 + "x") == "…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a::b and a ##b", "a::b and a ##b"),
        ("  ::error::x", "  :\u200b:error::x"),
        ("a\r::error::x", "a\r:\u200b:error::x"),
        ("a ##[group]b ##vso[task]", "a ##\u200b[group]b ##\u200bvso[task]"),
    ],
    ids=["no command", "spaces", "carriage return", "anywhere"],
)
def test_only_commands_are_changed(text: str, shown: str) -> None:
    """A command is broken by a space that nobody sees; other text stays as it is."""
    assert harmless(text) == shown


def test_messages_become_shorter_until_a_report_fits() -> None:
    """A report is made with the longest messages that fit; where none do, with the shortest."""
    assert fit("x".__mul__, 5_000) == "x" * LONGEST
    assert fit("x".__mul__, 999) == "x" * 300
    assert fit("é".__mul__, 599) == "é" * 100
    assert fit("x".__mul__, 1) == "x" * SHORTER[-1]
