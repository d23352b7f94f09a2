"""The catalogues of translations: what the kit says is collected from its source, and what was translated is compiled.

Collected are the first arguments of `say`, `marked` and `count` (both forms), the titles and hints of checks, and the f-strings of suites
(see grader.language.sentences). Babel reads and writes the catalogues; a learner's machine needs none of it: what it reads is compiled.
"""

from __future__ import annotations

import ast
import io
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from grader.cli.streams import print_line
from grader.grading.kit import ROOT, Misuse, chapters
from grader.language import CATALOGUES
from grader.language.sentences import sentences

SPOKEN = {"say": 1, "marked": 1, "count": 2}  # how many of its first arguments are said
KEYWORDS = {"check": ("hint",), "guard": ("hint",)}
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
WITHOUT = ("tests", "corpus", "template")
CHANGING = (b'"POT-Creation', b'"PO-Revision', b'"Generated-By', b'"Last-Translator')  # lines of the header
HEADER = "# What awaitlings says, in another language. `nox -s translate` keeps it in step with the source, and compiles it."


@dataclass(frozen=True)
class Said:
    """A sentence of the source. `many`: its form for many, where it has one."""

    one: str
    many: str
    place: tuple[str, int]


def said() -> list[Said]:
    """List all that is said, in the order of files and lines."""
    files = [path for path in sorted((ROOT / "grader").rglob("*.py")) if not {*WITHOUT} & {*path.relative_to(ROOT / "grader").parts}]
    return [*_of_the_kit(), *(one for path in files for one in spoken(path.read_text("utf-8"), path.relative_to(ROOT).as_posix()))]


def _of_the_kit() -> Iterator[Said]:
    """List the titles of chapters and exercises."""
    for chapter in chapters():
        yield from (Said(text, "", ("exercises/kit.toml", 1)) for text in (chapter.title, *(one.title for one in chapter.exercise)))


def spoken(source: str, file: str) -> Iterator[Said]:
    """List what one file says."""
    tree = ast.parse(source)
    if "suites" in file.split("/"):
        yield from (Said(found.text, "", (file, node.lineno)) for node, found in sentences(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _name(node.func)):
            if name in SPOKEN and (texts := _texts(node.args[: SPOKEN[name]])):
                yield Said(texts[0], texts[1] if len(texts) > 1 else "", (file, node.lineno))
            if name in KEYWORDS:
                named = [one.value for one in node.keywords if one.arg in KEYWORDS[name]]
                yield from (Said(text, "", (file, node.lineno)) for text in _texts([*node.args[:1], *named]))


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def _texts(nodes: Iterable[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value]


def template() -> Catalog:
    """Make a catalogue of all that is said, with nothing translated."""
    catalogue = Catalog(header_comment=HEADER, project="awaitlings")
    for one in sorted(said(), key=lambda one: one.place):
        catalogue.add((one.one, one.many) if one.many else one.one, locations=[one.place])
    return catalogue


def update(language: str) -> Catalog:
    """Bring a language's catalogue into step with the source, write it, and compile it. Makes it, where there is none.

    What is new stands there untranslated; what is said no more is gone. Misuse: no language is called so.
    """
    file = CATALOGUES / f"{language}.po"
    catalogue = read(language) if file.exists() else _new(language)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    CATALOGUES.mkdir(exist_ok=True)
    file.write_bytes(as_po(catalogue))
    file.with_suffix(".mo").write_bytes(compiled(catalogue))
    return catalogue


def _new(language: str) -> Catalog:
    try:
        return Catalog(locale=language.replace("-", "_"), header_comment=HEADER, project="awaitlings")
    except ValueError as problem:
        raise Misuse(f"No language is called {language} ({problem}). Examples: ja, pt-BR, zh-TW.") from None


def read(language: str) -> Catalog:
    """Read a language's catalogue, as it is kept."""
    return read_po(io.BytesIO((CATALOGUES / f"{language}.po").read_bytes()), locale=language.replace("-", "_"))


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue as it is kept: without dates, so that only what changed differs; and without lines, which move."""
    kept = io.BytesIO()
    write_po(kept, catalogue, width=140, omit_header=False, include_lineno=False, sort_by_file=True)
    return b"".join(one for one in kept.getvalue().splitlines(keepends=True) if not one.startswith(CHANGING))


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue to what gettext reads."""
    made = io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = NO_DATE  # so that the same sentences give the same bytes
    write_mo(made, catalogue)
    return made.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """List what has no translation yet."""
    return [_source(one) for one in catalogue if one.id and not all(_forms(one.string))]


def unlike(catalogue: Catalog) -> list[str]:
    """List the translations that name other values than their originals."""
    pairs = [(_source(one), form) for one in catalogue if one.id for form in _forms(one.string) if form]
    return [source for source, form in pairs if _values(source) != _values(form)]


def _source(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[-1])


def _forms(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list | tuple) else (str(found or ""),)


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def report(language: str) -> int:
    """Update a language's catalogue, and say what is still to do. Returns how many sentences that is."""
    catalogue = update(language)
    todo, wrong = untranslated(catalogue), unlike(catalogue)
    print_line(f"{language}: {len(catalogue)} sentences, {len(todo)} without a translation, in grader/language/catalogues/{language}.po")
    for source in wrong:
        print_line(f"  its values are not those of the original: {source}")
    return len(todo) + len(wrong)
