"""Files that are there as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli.files import write_whole


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """What was there is replaced, and nothing lies beside it."""
    file = tmp_path / "notes.json"
    for data in (b"old", b"new"):
        write_whole(file, data)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("notes.json", b"new")]


def test_what_can_not_be_put_there_leaves_nothing(tmp_path: Path) -> None:
    """Where a folder has its name, the failure is told, and no part of the file stays."""
    (tmp_path / "notes.json" / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r"notes\.json"):
        write_whole(tmp_path / "notes.json", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.json"]
