"""One thing that was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.cli.ending import in_words
from grader.cli.streams import padded
from grader.language import ENGLISH, language, say


@dataclass(frozen=True)
class Finding:
    """What was found. `todo`: what to do about it, where something is missing."""

    name: str
    what: str
    todo: str = ""

    def line(self) -> str:
        """Tell it in a line, and what to do in another."""
        text = f"{'--' if self.todo else 'ok'}  {padded(self.name, 14)} {self.what}"
        return _shown(text + (f"\n    {'':<14} > {self.todo}" if self.todo else ""))


def _shown(text: str) -> str:
    """Show it in ASCII; in another language than English, with letters of any kind."""
    if language() == ENGLISH:
        return text.encode("ascii", "backslashreplace").decode()
    return "".join(one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in text)


Look = Callable[[], Iterator[Finding]]


def seen(look: Look) -> Iterator[Finding]:
    """Look. What goes wrong at that is a finding, too."""
    try:
        yield from look()
    except Exception as fault:  # noqa: BLE001 - whatever a machine is like, the rest is to be told
        yield Finding(
            look.__name__.replace("_", " "), say("could not be looked at: {fault}", fault=in_words(fault)), say("Please report this line.")
        )
