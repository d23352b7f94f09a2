"""Catalogues of translations: what is collected from the source, and that each is in step with it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from grader.authoring import translate
from grader.authoring.translate import spoken
from grader.language import CATALOGUES, languages

OTHERS = languages()[1:]


def _collected(source: str) -> Sequence[tuple[str, str]]:
    return [(one.one, one.many) for one in spoken(source, "some.py")]


def _sentences(compiled: bytes) -> dict[object, object]:
    return {str(one.id): str(one.string) for one in read_mo(io.BytesIO(compiled)) if one.id}


def test_what_is_said_is_collected() -> None:
    """Sentences, their forms for many, and the titles and hints of checks; nothing else."""
    assert _collected('x = say("It ended at {time} s.", time=3)') == [("It ended at {time} s.", "")]
    assert _collected('count("{number} job", "{number} jobs", n, other="no")') == [("{number} job", "{number} jobs")]
    assert _collected('@check("A title", stage="works", points=1, hint="A hint")\ndef test_it(): ...') == [("A title", ""), ("A hint", "")]
    assert _collected('print("not said"); say(name); say("")') == []


def test_there_is_chinese() -> None:
    """The first readers are students in Taiwan."""
    assert "zh-TW" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_in_step_with_the_source(language: str) -> None:
    """It holds just what the kit says: nothing is missing, nothing stale. If this fails: nox -s translate."""
    kept = {(one.id, one.context) for one in translate.read(language)}
    assert kept ^ {(one.id, one.context) for one in translate.template()} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_compiled(language: str) -> None:
    """What learners read is what translators wrote. If this fails: nox -s translate."""
    kept, made = (CATALOGUES / f"{language}.mo").read_bytes(), translate.compiled(translate.read(language))
    assert _sentences(kept) == _sentences(made)


@pytest.mark.parametrize("language", OTHERS)
def test_translations_name_the_same_values(language: str) -> None:
    """A translation that names a value that isn't there would fail in front of a learner."""
    assert translate.unlike(translate.read(language)) == []


def test_a_wrong_name_is_seen() -> None:
    """A translation whose values are others than the original's is listed."""
    catalogue = Catalog(locale="zh_TW")
    catalogue.add("{a} of {b}", string="{b} 之 {a}")
    catalogue.add("at {time:g} s", string="在 {tine:g} 秒")
    assert translate.unlike(catalogue) == ["at {time:g} s"]


def test_what_is_said_is_well_formed() -> None:
    """No sentence is empty, and every one can be filled."""
    assert [one for one in translate.said() if one.one != one.one.strip(" ")] == []
