"""What the kit says to people, in their language: sentences with named values, and their translations.

Only the standard library, and no room above it: every room speaks by it. English is written where it is said; a translation is a
catalogue, `catalogues/LANGUAGE.po`, and what `nox -s translate` compiles it to.

>>> say("{name} was called at {time:g} s.", name="fetch", time=3.0)
'fetch was called at 3 s.'
"""

from __future__ import annotations

import contextlib
import gettext
import json
import locale
import os
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

VARIABLE = "AWAITLINGS_LANG"
ENGLISH = "en"
CATALOGUES = Path(__file__).parent / "catalogues"

_current: dict[str, Any] = {"language": ENGLISH, "catalogue": gettext.NullTranslations()}


def languages() -> tuple[str, ...]:
    """List the languages that there are, English first."""
    return ENGLISH, *sorted(path.stem for path in CATALOGUES.glob("*.mo"))


def language() -> str:
    """Tell which one is spoken."""
    return str(_current["language"])


def speak(name: str) -> None:
    """Speak a language of `languages()` from now on. KeyError: there is none of that name, or its catalogue can't be read."""
    if name == ENGLISH:
        found = gettext.NullTranslations()
    else:
        try:
            with (CATALOGUES / f"{name}.mo").open("rb") as file:
                found = gettext.GNUTranslations(file)
        except (OSError, ValueError, struct.error):
            raise KeyError(name) from None
    _current.update(language=name, catalogue=found)


def translated(text: str) -> str:
    """Translate a sentence that was written elsewhere: `marked`, or a check's title or hint. What has no translation stays English."""
    return str(_current["catalogue"].gettext(text)) if text else text


def marked(text: str) -> str:
    """Mark a sentence that is said elsewhere, by `translated`."""
    return text


def say(text: str, /, **values: Any) -> str:
    """Say a sentence, with its values put in by their names. It is written out at this place: `nox -s translate` collects it from there."""
    found = translated(text)
    return found.format(**values) if values else found


def count(one: str, many: str, /, number: float, **values: Any) -> str:
    """Say a sentence with `{number}` in it, in the form that belongs to the number."""
    found: str = _current["catalogue"].ngettext(one, many, number if number == int(number) else 2)
    return found.format(number=number, **values)


def page(english: Path) -> Path:
    """Find a page in the language that is spoken, beside the English one: README.zh-TW.md; where there is none, the English one."""
    there = english.with_suffix(f".{language()}{english.suffix}")
    return there if there.is_file() else english


def one_after_the_other(first: str, second: str) -> str:
    """Let a sentence follow another one: not in every language, a space stands between them."""
    return say("{first_sentence} {second_sentence}", first_sentence=first, second_sentence=second)


def listed(things: list[str]) -> str:
    """Write a list: "a, b and c"."""
    if len(things) < 2:
        return "".join(things)
    between, last = say("{first}, {second}", first="", second=""), say("{first} and {second}", first="", second="")
    return between.join(things[:-1]) + last + things[-1]


def wanted(asked: str = "", release: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """Choose a language: what was asked for, the environment's AWAITLINGS_LANG, the release's, the system's; else English."""
    names = [asked, environment.get(VARIABLE, ""), release, *_of_the_system(environment)]
    found = (_known(name) for name in names if name)
    return next((name for name in found if name), ENGLISH)


def of_this_release(root: Path = Path(__file__).parents[1]) -> str:
    """Tell which language a teacher chose for this copy; empty, where it is none, or can't be read."""
    try:
        return str(json.loads((root / "release.json").read_bytes())["lang"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _of_the_system(environment: Mapping[str, str]) -> Iterator[str]:
    """List what the system is set to, the strongest first: the first that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            yield environment[name]
            return
    with contextlib.suppress(ValueError):  # macOS may have set what Python doesn't know
        yield locale.getlocale()[0] or ""  # Windows: what the user has set there


def _known(name: str) -> str:
    """Find the language that a name means: `zh-TW`, `zh_TW.UTF-8`, `zh-Hant`, or `Chinese (Traditional)_Taiwan.950`; empty, if none."""
    plain = name.partition(".")[0].partition("@")[0].replace("_", "-").lower()
    if plain.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo", "chinese (traditional)", "chinese-traditional")):
        plain = "zh-tw"
    if plain in ("c", "posix") or plain.startswith("english"):
        plain = ENGLISH
    return next((one for one in languages() if one.lower() == plain or one.lower() == plain.partition("-")[0]), "")
