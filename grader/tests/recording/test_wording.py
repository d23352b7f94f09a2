"""Values in words, for messages."""

from __future__ import annotations

from grader.recording.wording import show


def test_a_long_list_is_cut_between_its_items() -> None:
    """As many as there is room for are shown, and the rest is counted."""
    assert show([1, 2]) == "[1, 2]"
    assert show(list(range(100)), 45) == "[0, 1, 2, 3, 4, 5, 6, 7, 8, and 91 more]"
    assert show(["a" * 50, 1], 45) == f"['{'a' * 21}\u2026, and 1 more]"
    assert show(list(range(100)), 30) == "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9…"


class Counted:
    """Counts how often it is put into words."""

    def __init__(self) -> None:
        self.times = 0

    def __str__(self) -> str:
        self.times += 1
        return "it"


def test_what_is_not_shown_of_a_list_is_worded_once() -> None:
    """A program may return a hundred thousand things: to cut their list costs no more than a look at each."""
    one = Counted()
    assert show([one] * 1000, 50) == "[it, it, it, it, it, it, it, it, and 992 more]"
    assert one.times <= 1000 + 30
