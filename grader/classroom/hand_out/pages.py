"""The pages of a learner's copy: those of the kit, without what is about exercises that the copy doesn't have."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from string import Template

from grader.classroom.hand_out.choice import Choice
from grader.grading.kit import ROOT, STAGES, exercises

TEMPLATE = Path(__file__).parent / "template"
README = {"en": {"en": "README.md", "zh-TW": "README.zh-TW.md"}, "zh-TW": {"en": "README.en.md", "zh-TW": "README.md"}}
CHAPTER = {"en": "README.md", "zh-TW": "README.zh-TW.md"}
ASKED = {"en": "Asked for, and worth points, is only that a program {}. ", "zh-TW": "這次只要求、也只評這幾個階段：{}。"}
LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>[^)#\s]*)(?:#(?P<place>[\w-]+))?\)")


def pages(choice: Choice) -> dict[str, str]:
    """Write all pages, by their paths in the copy."""
    found = {README[choice.lang][lang]: _readme(choice, lang) for lang in README}
    for page in CHAPTER.values():
        found[f"exercises/{page}"] = _overview(choice, (ROOT / "exercises" / page).read_text("utf-8"))
        for chapter in choice.chapters:
            text = (ROOT / "exercises" / chapter.name / page).read_text("utf-8")
            found[f"exercises/{chapter.name}/{page}"] = _without_sections(text, _left_out(choice))
    return {path: _without_dead_links(path, text, found) for path, text in found.items()}


def _left_out(choice: Choice) -> set[str]:
    return {entry.name for entry in exercises()} - {entry.name for entry in choice.entries}


def _readme(choice: Choice, lang: str) -> str:
    first = choice.entries[0]
    other = README[choice.lang]["zh-TW" if lang == "en" else "en"]
    words = {"title": choice.title, "path": first.path, "name": first.name, "chapter": first.chapter, "page": CHAPTER[lang], "other": other}
    words["asked"] = "" if choice.stages == STAGES else ASKED[lang].format(", ".join(choice.stages))
    words |= {"count": str(len(choice.entries)), "points": str(choice.points)}
    return Template((TEMPLATE / f"{lang}.md").read_text("utf-8")).substitute(words)


def _overview(choice: Choice, text: str) -> str:
    """The page of all exercises: its table has the copy's, with their points, and no paragraph speaks of others."""
    worth = {entry.path: entry.points for entry in choice.entries}
    lines = []
    for line in text.split("\n"):
        if not (row := re.search(r"\]\((\d\d_\w+/\w+\.py)\)", line)):
            lines.append(line)
        elif row[1] in worth:
            lines.append(re.sub(r"\d+ \|$", f"{worth[row[1]]} |", line))
    paragraphs = "\n".join(lines).split("\n\n")
    return "\n\n".join(p for p in paragraphs if not any(f"`{name}`" in p for name in _left_out(choice)))


def _without_sections(text: str, names: Collection[str]) -> str:
    parts = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    return "".join(part for part in parts if part.partition("\n")[0].removeprefix("## ").strip() not in names)


def _without_dead_links(path: str, text: str, all_pages: Collection[str]) -> str:
    """Let a link to what the copy doesn't have be its words alone."""
    sections = {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}

    def words(link: re.Match[str]) -> str:
        target, place = link["target"], link["place"]
        if target.startswith(("http:", "https:")):
            return link[0]
        if not target:
            return link[0] if place in sections else link["text"]
        there = (Path(path).parent / target).as_posix().rstrip("/")
        there = re.sub(r"[^/]+/\.\./", "", there)
        return link[0] if there in all_pages or not there.endswith(".md") else link["text"]

    return LINK.sub(words, text)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
