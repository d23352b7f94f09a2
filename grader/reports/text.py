"""Text that a learner's program had a hand in, made fit to be shown: no report may be broken, or commanded, by it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable

from grader.language import say

LONGEST = 4_000  # characters of one message in a report
SHORTER = (LONGEST, 1_000, 300, 100, 30)  # what is tried, until a report is small enough
ODD = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # Unicode categories that no reader can see: controls, overrides, surrogates
JOINERS = {"\u200c", "\u200d"}  # these belong to words and to emoji
COMMAND = re.compile(r"(^|(?<=\r))([^\S\r\n]*):(?=:)", re.MULTILINE)
ANYWHERE = re.compile(r"##(?=\w*\[)")


def lines(text: str, limit: int = LONGEST) -> str:
    r"""Text in lines, of at most `limit` characters as they are shown, and a note of how many more there were.

    What can't be seen is shown as `\x1b` or the like, so UTF-8, XML 1.0 and JSON can hold it; no control is left but the newline.
    """
    start = text[: 2 * limit + 1].replace("\r\n", "\n")  # all of it, or more than there is room for
    shown = [_visible(character) for character in start[: limit + 1]]
    kept = bisect_right(list(itertools.accumulate(map(len, shown))), limit)
    if kept == len(shown):
        return "".join(shown)
    note = say("… ({number:,} more characters are left out)", number=len(text) - kept)
    return "".join([*shown[:kept], "\n" if kept else "", note])


def line(text: str, limit: int = 300) -> str:
    """Text in one line, of at most `limit` characters; white space of any kind and length is one space."""
    start = text[:LONGEST].replace("\r\n", "\n")
    bare = " ".join("".join(map(_visible, start)).split())
    whole = len(text) <= LONGEST and len(bare) <= limit
    return bare if whole else bare[: limit - 1] + "…"


def _visible(character: str) -> str:
    if character == "\t":
        return "    "
    if character.isprintable() or character == "\n" or character in JOINERS or unicodedata.category(character) not in ODD:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def harmless(text: str) -> str:
    """Text that may stand in the log of a CI: a runner looks for `::command::` at the start of a line, and for `##[command]` anywhere.

    As GitHub's runner does it (src/Runner.Common/ActionCommand.cs; a line ends at a carriage return, too); Azure's looks for `##vso[`.
    """
    return ANYWHERE.sub("##\u200b", COMMAND.sub("\\1\\2:\u200b", text))


def fit(make: Callable[[int], str], largest: int) -> str:
    """Make a report with messages as long as they may be (`make` takes their limit), so that it has at most `largest` bytes in UTF-8.

    Where even the shortest messages are too much, it is larger: nothing but text of ours can make it so.
    """
    tries = map(make, SHORTER)
    return next((text for text in tries if len(text.encode("utf-8", "replace")) <= largest), "") or make(SHORTER[-1])
