"""Golden files: a change of a format is seen, as the change of a file."""

from __future__ import annotations

import pytest

from grader.tests.reports.golden import COMMAND, FOLDER, kept, make, names


@pytest.mark.parametrize("name", names())
def test_a_format_is_as_it_was(name: str) -> None:
    """A sample reads as in its golden file."""
    assert make(name) == kept(name), f"golden/{name} is not what is written now. If that is meant: {COMMAND}"


def test_no_other_file_is_golden() -> None:
    """Each golden file is compared with something."""
    assert {path.name for path in FOLDER.iterdir()} == set(names())
