"""What a program printed, as it is shown: without our own frames, and nothing twice."""

from __future__ import annotations

import re

from grader.language import count, say

OURS = re.compile(r'^ +File "[^"\n]*[/\\]grader[/\\](?:lab|subjects|suite|suites)[/\\][^\n]*\n(?:    [^\n]*\n)*', re.MULTILINE)
REPORTS = re.compile(r"^(?=Exception ignored |Traceback |Task exception |sys:1: )", re.MULTILINE)  # what Python itself prints begins so
ADDRESS = re.compile(r"0x[0-9A-Fa-f]+")
MOST = 20  # lines


def shortened(printed: str, most: int = MOST) -> str:
    """Show the first so many lines of what was printed; what Python reports in the same words, once."""
    reports = REPORTS.split(OURS.sub("", printed if printed.endswith("\n") else f"{printed}\n"))
    alike: dict[str, list[str]] = {}
    for report in reports:
        alike.setdefault(ADDRESS.sub("", report), []).append(report)
    lines = "".join(_once(same) for same in alike.values()).splitlines()
    rest = len(lines) - most
    more = [count("... and {number} more line", "... and {number} more lines", rest)] if rest > 0 else []
    return "\n".join([*lines[:most], *more])


def _once(same: list[str]) -> str:
    """Show the first of some reports that are the same, and count the others."""
    return same[0] + (say("({number} more like this)", number=len(same) - 1) + "\n" if len(same) > 1 and same[0].strip() else "")
