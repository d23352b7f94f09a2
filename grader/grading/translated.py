"""Suites in another language: what they say is looked up in its catalogue. In English, pytest imports them as they are."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any

import pytest

from grader.language import ENGLISH, language, say
from grader.language.sentences import SAY, translating


class TranslatedSuite(pytest.Module):
    """A suite, as pytest collects it, that speaks the language of the grading."""

    def _getobj(self) -> types.ModuleType:
        return load(self.path)


def collect(path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Collect a suite that is to speak another language; None, where pytest's own way will do."""
    suite: Any = None if language() == ENGLISH else TranslatedSuite.from_parent(parent, path=path)
    return suite if isinstance(suite, pytest.Module) else None


def load(path: Path) -> types.ModuleType:
    """Run a suite whose sentences are translated."""
    module = types.ModuleType(path.stem)
    module.__file__ = str(path)
    vars(module)[SAY] = say
    tree = translating(path.read_text("utf-8"), str(path))
    exec(compile(tree, str(path), "exec", dont_inherit=True), vars(module))  # noqa: S102 - a suite is the kit's own
    return module
