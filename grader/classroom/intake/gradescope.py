"""Gradescope's list of who handed in what: `submission_metadata.yml`, as far as that is needed.

Nothing here reads YAML at large. Gradescope writes a submission's submitters on lines of one form; whatever isn't of it is left alone.
"""

from __future__ import annotations

import json
import re

from grader.classroom.intake.owners import Owner, bare, key

SUBMISSION = re.compile(r"(submission_\d+):\s*")
PART = re.compile(r"  :(\w+):.*")
FIELD = re.compile(r"(?:  - |    ):(name|sid|email): ?(.*)")
PLAIN = re.compile(r"""[^\s'"&*!|>%@`{}\[\],#?:~-][^:#'"]*""")  # not quoted, and nothing that could mean anything else


def owners(text: str) -> dict[str, list[Owner]]:
    """Read whose each submission is, by the name of its folder: several learners may have handed it in together."""
    found: dict[str, list[dict[str, str]]] = {}
    people: list[dict[str, str]] = []
    is_inside = False
    for row in text.splitlines():
        if begun := SUBMISSION.fullmatch(row):
            people, is_inside = found.setdefault(begun[1], []), False
        elif part := PART.fullmatch(row):
            is_inside = part[1] == "submitters"
        elif is_inside and (field := FIELD.fullmatch(row)):
            if row.startswith("  - "):
                people.append({})
            if people:
                people[-1][field[1]] = _scalar(field[2].strip())
    listed = {folder: [_owner(one) for one in people if any(one.values())] for folder, people in found.items()}
    return {folder: people for folder, people in listed.items() if people}


def _scalar(text: str) -> str:
    """Read a text; empty, where it is none of the forms that are known."""
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return ""
    return text if PLAIN.fullmatch(text) else ""


def _owner(person: dict[str, str]) -> Owner:
    ids = [person[one] for one in ("email", "sid") if person.get(one)]
    name = person.get("name", "")
    return Owner((ids or [name])[0], (*map(key, ids), *([f"name:{bare(name)}"] if name else [])))
