"""What a program printed, as it is shown."""

from __future__ import annotations

from grader.reports.printed import shortened

IGNORED = """Exception ignored in: <coroutine object job at 0x{address}>
Traceback (most recent call last):
  File "exercise.py", line 4, in job
    await other()
  File "/home/me/kit/grader/lab/threads/wakeups.py", line 40, in wake
    self.scheduler.wake(self)
    ^^^^^^^^^^^^^^^^^^^^^^^^^
RuntimeError: coroutine ignored GeneratorExit
"""


def test_frames_of_the_kit_are_left_out() -> None:
    """A learner can do nothing about them."""
    shown = shortened(IGNORED)
    assert "grader" not in shown
    assert "wake" not in shown
    assert 'File "exercise.py", line 4, in job\n    await other()\nRuntimeError' in shown


def test_what_is_reported_again_is_counted() -> None:
    """The same report of other objects is one report."""
    shown = shortened("hello\n" + "".join(IGNORED.format(address=number) for number in (10, 11, 12)))
    assert shown.count("RuntimeError") == 1
    assert shown.startswith("hello\n")
    assert shown.endswith("(2 more like this)")


def test_only_so_many_lines_are_shown() -> None:
    """The rest is counted; what a program itself prints twice stays."""
    assert shortened("a\na\n") == "a\na"
    assert shortened("\n".join(map(str, range(25)))).splitlines()[-1] == "... and 5 more lines"
