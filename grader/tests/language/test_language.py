"""Which language is spoken, and how a sentence is said in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import language
from grader.language import count, listed, say, speak, wanted


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


def test_english_is_said_as_it_is_written() -> None:
    """A sentence gets its values by their names, in any format."""
    assert say("{name} was called at {time:g} s.", name="{fetch}", time=3.0) == "{fetch} was called at 3 s."
    assert say("No values: {} stays.") == "No values: {} stays."


def test_a_number_has_its_form() -> None:
    """One is told otherwise than many; a number that is not whole is many."""
    said = [count("{number:g} second", "{number:g} seconds", number) for number in (0, 1, 1.5, 2)]
    assert said == ["0 seconds", "1 second", "1.5 seconds", "2 seconds"]


def test_lists_are_written_as_a_person_does() -> None:
    """Things stand between commas, and the last one after "and"."""
    assert [listed(list(things)) for things in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize("name", ["zh-TW", "zh_TW.UTF-8", "zh_TW.Big5", "zh-Hant-TW", "Chinese (Traditional)_Taiwan.950", "zh_HK"])
def test_a_language_has_many_names(name: str) -> None:
    """What a person types, and what systems call it, mean the same language."""
    assert wanted(environment={"LANG": name}) == "zh-TW"


@pytest.mark.parametrize("name", ["C", "C.UTF-8", "POSIX", "en_GB.UTF-8", "English_United States.1252", "xx", "zh_CN.UTF-8"])
def test_what_is_not_known_is_english(name: str) -> None:
    """A language without a catalogue is no error: the kit then speaks English."""
    assert wanted(environment={"LANG": name}) == "en"


def test_who_chooses() -> None:
    """What was typed comes before AWAITLINGS_LANG, that before the release's choice, that before the system's."""
    system = {"LANG": "zh_TW.UTF-8", "LC_ALL": "en_US.UTF-8"}
    assert wanted(environment=system) == "en"
    assert wanted(release="zh-TW", environment=system) == "zh-TW"
    assert wanted(release="zh-TW", environment=system | {language.VARIABLE: "en"}) == "en"
    assert wanted("zh-TW", "en", system | {language.VARIABLE: "en"}) == "zh-TW"


def test_an_unknown_language_is_told() -> None:
    """There is no catalogue of that name."""
    with pytest.raises(KeyError, match="tlh"):
        speak("tlh")


def test_a_damaged_catalogue_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be read as a catalogue is no language; whoever starts a command goes on in English."""
    (tmp_path / "zh-TW.mo").write_bytes(b"\x00\x01 no catalogue")
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    with pytest.raises(KeyError, match="zh-TW"):
        speak("zh-TW")


def test_a_system_that_python_does_not_know_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems set a locale that Python can't take apart."""

    def unknown() -> tuple[str, str]:
        raise ValueError("unknown locale: UTF-8")

    monkeypatch.setattr("locale.getlocale", unknown)
    assert wanted(environment={}) == "en"


@pytest.mark.parametrize("data", [b"", b"[]", b'{"lang": 3}', b"\xff", b"[" * 100_000])
def test_a_damaged_release_chooses_nothing(data: bytes, tmp_path: Path) -> None:
    """A learner can write anything into the list of a copy's files."""
    (tmp_path / "release.json").write_bytes(data)
    assert wanted(release=language.of_this_release(tmp_path), environment={"LANG": "C"}) == "en"


def test_a_page_has_its_translation_beside_it(tmp_path: Path) -> None:
    """A page is read in the language that is spoken, if there is one; else in English."""
    for name in ("README.md", "README.zh-TW.md", "other.md"):
        (tmp_path / name).touch()
    assert language.page(tmp_path / "README.md").name == "README.md"
    speak("zh-TW")
    assert [language.page(tmp_path / name).name for name in ("README.md", "other.md")] == ["README.zh-TW.md", "other.md"]
