"""Chinese text is set as in Taiwan: with full-width punctuation, but for code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.authoring import translate
from grader.grading.kit import ROOT

PAGES = sorted(path for folder in ("", "exercises/**/", "grader/**/") for path in ROOT.glob(f"{folder}*zh-TW.md"))
CODE = re.compile(r"^ *```.*?^ *```$|`[^`\n]*`|\]\([^)\n]*\)", re.MULTILINE | re.DOTALL)
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;?!]")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_have_full_width_punctuation(page: Path) -> None:
    """After a Chinese character stands a Chinese comma, not a Latin one."""
    assert HALF_WIDTH.findall(CODE.sub("", page.read_text("utf-8"))) == []


def test_translations_have_full_width_punctuation() -> None:
    """The same holds for what the kit says."""
    said = [str(one.string) for one in translate.read("zh-TW") if one.id]
    assert [text for text in said if HALF_WIDTH.search(CODE.sub("", text))] == []
