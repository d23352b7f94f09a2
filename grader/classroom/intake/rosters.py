"""A roster: a table of learners, as Canvas, Moodle or GitHub Classroom export it, or as somebody has typed it.

What a row knows its learner by are keys: `id:alice` for a login, a number, an address; `canvas:12345` and `participant:12345` for
the numbers that Canvas and Moodle put into the names of files; `github:alice` for what follows an assignment's name in that of a
repository; `name:alicewang` for a name.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.intake.owners import bare, key
from grader.cli.ending import reason, told
from grader.grading.kit import Misuse
from grader.language import say

LARGEST = 20_000_000  # bytes
# What columns are called, without spaces and case.
COLUMNS: dict[str, set[str]] = {
    "login": {"sisloginid", "loginid", "login", "username", "user", "account", "帳號", "使用者帳號", "使用者名稱"},
    "identifier": {"identifier", "識別碼"},
    "student id": {"studentid", "studentnumber", "sid", "idnumber", "orgdefinedid", "sisuserid", "學號"},
    "github": {"githubusername", "githublogin", "github"},
    "email": {"email", "emailaddress", "mail", "電子郵件", "電子郵件信箱", "電子郵件地址", "信箱"},
    "canvas": {"id"},
    "name": {"student", "name", "fullname", "studentname", "displayname", "姓名", "全名", "學生"},
    "first": {"firstname", "givenname", "名字", "名"},
    "last": {"lastname", "surname", "familyname", "姓氏", "姓"},
}
IDS = [kind for kind in COLUMNS if kind not in ("first", "last")]
Cells = Sequence[tuple[str, str]]  # a row's cells, each with what its column is
NO_LEARNER = ("points possible", "student, test")  # rows that Canvas adds
PARTICIPANT = re.compile(r"(?:participant|參與者|參加者)\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A learner. `student`: what the gradebook calls them; `keys`: what they may be known by."""

    student: str
    keys: frozenset[str]


@dataclass(frozen=True)
class Roster:
    """Learners, and what is to be said of how they were read."""

    rows: list[Row]
    remarks: list[str]


def read(path: Path) -> Roster:
    """Read a roster. Misuse: it can't be read, or nobody is in it."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise told(say("The roster can't be read: {file}: {reason}.", file=path, reason=reason(error)), error) from None
    if len(data) > LARGEST:
        raise Misuse(say("{file} is too big for a roster: at most {most:,} bytes.", file=path, most=LARGEST))
    try:
        table = _table(_text(data))
    except (UnicodeDecodeError, csv.Error):
        raise Misuse(say("{file} can't be read as a roster. Save it as CSV, in UTF-8.", file=path)) from None
    roster = _roster(table)
    if not roster.rows:
        nobody = say("Nobody is in the roster {file}: a line for each learner is expected, below one that names the columns.", file=path)
        raise Misuse(nobody)
    return roster


def _text(data: bytes) -> str:
    """Decode a table, as spreadsheets save it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp950")


def _table(text: str) -> list[list[str]]:
    first, _, rest = text.partition("\n")
    if named := re.fullmatch(r"sep=(.)\r?", first):  # Excel's own
        separator, text = named[1], rest
    else:
        separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [cells for row in rows if any(cells := [" ".join(cell.split()) for cell in row])]


def _roster(table: Sequence[Sequence[str]]) -> Roster:
    kinds = [_kind(cell) for cell in table[0]] if table else []
    if any(kinds):
        named = [cells for row in table[1:] if _is_learner(cells := [(k, cell) for k, cell in zip(kinds, row, strict=False) if k and cell])]
        order = _order(named)
        found: dict[str, frozenset[str]] = {}
        for cells in named:
            if student := _student(cells, order):
                found[student] = found.get(student, frozenset()) | frozenset(_keys(cells))  # who is in two sections has two rows
        return Roster([Row(student, keys) for student, keys in found.items()], [])
    is_list = all(len(cells) == 1 for cells in table)  # of logins, nothing above it
    learners = [cells[0] for cells in table[0 if is_list else 1 :] if cells[0]]
    first = say("No column of the roster is known by its name: its first one is taken for logins.")
    more = [] if is_list else [say("Its first line is taken for the columns' names.")]
    return Roster([Row(one, frozenset([key(one), f"name:{bare(one)}"])) for one in dict.fromkeys(learners)], [" ".join([first, *more])])


def _kind(header: str) -> str:
    plain = re.sub(r"[\W_]", "", header.casefold())
    return next((kind for kind, names in COLUMNS.items() if plain in names), "")


def _is_learner(cells: Cells) -> bool:
    return not any(cell.casefold() in NO_LEARNER for _, cell in cells)


def _order(rows: Sequence[Cells]) -> list[str]:
    """Tell by which column learners are called, and by which, where that one is empty: a login, or else what most of them have."""
    has = Counter(kind for cells in rows for kind, cell in cells if not PARTICIPANT.fullmatch(cell))
    return sorted(IDS, key=lambda kind: (kind != "login", -has[kind]))


def _student(cells: Cells, order: Sequence[str]) -> str:
    found = {kind: cell for kind, cell in reversed(cells) if not PARTICIPANT.fullmatch(cell)}
    full = " ".join(found[one] for one in ("first", "last") if one in found)
    return next((found[kind] for kind in order if kind in found), full)


def _keys(cells: Cells) -> Iterator[str]:
    parts = {kind: cell for kind, cell in cells if kind in ("first", "last")}
    for kind, cell in cells:
        if found := PARTICIPANT.fullmatch(cell):
            yield f"participant:{found[1]}"
        elif kind == "name":
            last, _, first = cell.partition(", ")
            yield from (f"name:{bare(one)}" for one in (cell, first + last))
        elif kind not in ("first", "last"):
            yield key(cell)
        if kind == "canvas":
            yield f"canvas:{cell}"
        if kind == "github":
            yield key(cell).replace("id:", "github:", 1)
    if len(parts) == 2:
        yield from (f"name:{bare(one)}" for one in (parts["first"] + parts["last"], parts["last"] + parts["first"]))


def find(rows: Sequence[Row], keys: Sequence[str]) -> list[Row]:
    """Find the rows that keys can mean: by numbers and logins, if any row has one of them; else by names."""
    names = {one for one in keys if one.startswith("name:")}
    for wanted in (set(keys) - names, names - {"name:"}):
        if found := [row for row in rows if row.keys & wanted]:
            return found
    return []
