"""`python -m grader doctor`: look at everything, and tell."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from grader.doctor import installed, machine
from grader.doctor.finding import Finding, seen
from grader.language import marked, say, translated

HELP = marked("""Usage: python -m grader doctor

Say what this machine has, what is missing, and what to type.
A bug report should hold all of it. Exit code: 0 nothing is missing, 1 something is, 2 a mistake in the command.
""")


def main(words: Sequence[str]) -> int:
    """Look, and tell. Returns the exit code."""
    if words:
        asked = words[0] in ("-h", "--help")
        (sys.stdout if asked else sys.stderr).write(translated(HELP))
        return 0 if asked else 2
    findings = [finding for look in (*machine.LOOKS, *installed.LOOKS) for finding in seen(look)]
    for finding in findings:
        sys.stdout.write(f"{finding.line()}\n")
    sys.stdout.write(f"\n{_summary(findings)}\n")
    return int(any(finding.todo for finding in findings))


def _summary(findings: Sequence[Finding]) -> str:
    missing = [finding.name for finding in findings if finding.todo]
    if not missing:
        return say("Nothing is missing.")
    return say("To be put right: {names}. See the lines that begin with >.", names=", ".join(missing))
