"""The pages on kinds of mistakes, in the language that is spoken: `pages/KIND.md`, and its translations."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from grader.language import page, say

PAGES = Path(__file__).parent / "pages"
HEAD = re.compile(r"# ([\w-]+)(?:: |\uff1a)(.*)")


def text(kind: str) -> str:
    """Read a kind's page. OSError: it can't be read."""
    return page(PAGES / f"{kind}.md").read_text("utf-8")


def title(kind: str) -> str:
    """Say in half a sentence what a kind is: the head of its page; where that can't be read, its name."""
    with contextlib.suppress(OSError, ValueError):
        if head := HEAD.match(text(kind)):
            return head[2]
    return kind


def looks_like(kind: str) -> list[str]:
    """Say what kind of mistake it is; and in a line of its own, so that it can be copied, what to type."""
    return [say("This looks like: {what}.", what=title(kind)), say("More: nox -s explain -- {kind}", kind=kind)]
