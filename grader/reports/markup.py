"""HTML and SVG, tag by tag: whatever is no markup already is escaped, so no text of anybody's can become any.

What comes of it is well-formed XML, too: an editor, a feed or a test can read it strictly.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

EMPTY = {"meta", "input", "rect", "line", "use", "path"}  # these hold nothing, and need no end


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def html(text: str) -> Html:
    """Make markup of text; what is markup stays as it is."""
    return text if isinstance(text, Html) else Html(escape(text, quote=False))


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Put parts together; those that are only text are escaped."""
    return Html(html(between).join(map(html, parts)))


def tag(name: str, /, *inside: str, **attributes: str | float | None) -> Html:
    """Make an element. `class_` is written class, `aria_label` aria-label; what is None is left out."""
    given = "".join(f' {_name(key)}="{escape(_value(value))}"' for key, value in attributes.items() if value is not None)
    if name in EMPTY:
        return Html(f"<{name}{given}/>")
    return Html(f"<{name}{given}>{joined(inside)}</{name}>")


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"
