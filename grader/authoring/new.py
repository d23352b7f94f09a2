"""All files of a new exercise, from the template: a small exercise that runs, to be turned into another one."""

from __future__ import annotations

import dataclasses
import keyword
import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

from grader.grading.intake import stubs
from grader.grading.kit import POINTS, ROOT, Chapter, Entry, Misuse, chapters, kit_text

TEMPLATE = Path(__file__).parent / "template"
PATH = re.compile(r"(?P<chapter>\d\d_[a-z0-9_]+)/(?P<name>[a-z][a-z0-9_]*)")
FURTHER = re.compile(r"^## (Further reading|延伸閱讀)", re.MULTILINE)


def make(path: str, title: str | None = None, root: Path = ROOT) -> list[Path]:
    """Make the files, and list the exercise where exercises are listed; returns what was made. Misuse: the name won't do, or is taken."""
    entry = _entry(path, title, root)
    files = dict(_files(entry, root))
    if taken := [one for one in files if one.exists()]:
        raise Misuse(f"{taken[0].relative_to(root)} is there already: choose another name, or remove it.")
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    listed = [*_list_in_kit(entry, root), *_list_on_pages(entry, root), *_list_in_tables(entry, root)]
    if root == ROOT:
        stubs.write()
    return [*files, *listed]


def _entry(path: str, title: str | None, root: Path) -> Entry:
    found = PATH.fullmatch(path.removesuffix(".py"))
    if not found or keyword.iskeyword(found["name"]):
        raise Misuse(f"{path!r} won't do as CHAPTER/NAME: two digits and a word, then a Python name, as in 05_queues/my_exercise.")
    name, chapter = found["name"], found["chapter"]
    known = chapters(root)
    if any(name == entry.name for one in known for entry in one.exercise):
        raise Misuse(f"There is an exercise {name} already: names are unique in the kit.")
    if near := [one.name for one in known if one.name[:2] == chapter[:2] and one.name != chapter]:
        raise Misuse(f"There is no chapter {chapter}; {chapter[:2]} is {near[0]}.")
    return Entry(name, title or "AUTHOR: the title that learners read", chapter)


def _files(entry: Entry, root: Path) -> Iterator[tuple[Path, str]]:
    places = {
        "stub.py": f"exercises/{entry.path}",
        "reference.py": f"solutions/{entry.path}",
        "suite.py": f"grader/suites/{entry.chapter}/test_{entry.name}.py",
    }
    for template, place in places.items():
        yield root / place, _filled(template, entry)
    for label in ("right", "wrong"):
        for path in sorted((TEMPLATE / label).glob("*.py")):
            place = f"grader/corpus/{entry.chapter}/{entry.name}/{label}/{path.name}"
            yield root / place, _filled(f"{label}/{path.name}", entry)


def _filled(template: str, entry: Entry) -> str:
    words = {"name": entry.name, "chapter": entry.chapter, "title": entry.title}
    return Template((TEMPLATE / template).read_text("utf-8")).safe_substitute(words)


# --- where exercises are listed
def _list_in_kit(entry: Entry, root: Path) -> Iterator[Path]:
    kit = list(chapters(root))
    for place, chapter in enumerate(kit):
        if chapter.name == entry.chapter:
            kit[place] = dataclasses.replace(chapter, exercise=(*chapter.exercise, entry))
            break
    else:
        kit.append(Chapter(entry.chapter, "AUTHOR: the chapter's title", (entry,)))
        kit.sort(key=lambda chapter: chapter.name)
    path = root / "exercises" / "kit.toml"
    path.write_text(kit_text(kit), "utf-8")
    chapters.cache_clear()
    yield path


def _list_on_pages(entry: Entry, root: Path) -> Iterator[Path]:
    for page, section, whole in (("README.md", "section.md", "chapter.md"), ("README.zh-TW.md", "section.zh-TW.md", "chapter.zh-TW.md")):
        path = root / "exercises" / entry.chapter / page
        text = path.read_text("utf-8") if path.exists() else _filled(whole, entry)
        end = found.start() if (found := FURTHER.search(text)) else len(text)
        path.write_text(f"{text[:end].rstrip()}\n\n{_filled(section, entry).rstrip()}\n\n{text[end:]}".rstrip() + "\n", "utf-8")
        yield path


def _list_in_tables(entry: Entry, root: Path) -> Iterator[Path]:
    """Add a row to the table of exercises/README.md, and of its translation, after that of the exercise before it."""
    entries = [one for chapter in chapters(root) for one in chapter.exercise]
    place = next(number for number, one in enumerate(entries) if one.name == entry.name)
    for page in ("README.md", "README.zh-TW.md"):
        path = root / "exercises" / page
        lines = path.read_text("utf-8").splitlines(keepends=True)
        before = entries[place - 1].path if place else "|---"
        at = next(number for number, line in enumerate(lines) if before in line) + 1
        lines.insert(at, table_row(entry, "AUTHOR: what one learns", page))
        path.write_text("".join(lines), "utf-8")
        yield path


def table_row(entry: Entry, learn: str, page: str) -> str:
    """Write the row of an exercise, in the table of that page of exercises/."""
    chapter = f"[{entry.chapter}]({entry.chapter}/{page})"
    return f"| {chapter} | [{entry.name}]({entry.path}) | {learn} | {entry.level} | {POINTS} |\n"
