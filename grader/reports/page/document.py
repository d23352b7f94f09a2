"""A document that is one file: it loads nothing, and a browser is told to run no script but ours."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path

from grader.language import language
from grader.reports.markup import Html, joined, tag

FOLDER = Path(__file__).parent
STYLE, SCRIPT = FOLDER / "style.css", FOLDER / "script.js"


def document(title: str, body: Sequence[Html], style: Sequence[Path] = (STYLE,), script: Path = SCRIPT) -> str:
    """Write a document of these parts. `style`, `script`: files of ours, which hold no `<` and no `&`."""
    head = _head(title, "".join(map(_file, style)), _file(script))
    inside = joined([*body, tag("script", Html(_file(script)))], chr(10))
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', inside), lang=language())}\n"


def _head(title: str, style: str, script: str) -> Html:
    """What a browser is told: above all, to load nothing, and to run no script but this one."""
    allowed = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=allowed),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("style", Html(style)),
    )


@functools.cache
def _file(path: Path) -> str:
    return path.read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
