"""Archives that nobody would think of: whatever is in one, only programs come out of it, and nothing lies outside of its folder."""

from __future__ import annotations

import io
import stat
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom.intake.take_in import taken_in
from grader.classroom.intake.unpacking import members
from grader.classroom.intake.unpacking.members import Unreadable
from grader.classroom.intake.unpacking.names import writable
from grader.classroom.intake.unpacking.pile import Pile
from grader.cli.ending import Told
from grader.tests.classroom.packing import laid, tarred, zipped

PARTS = st.sampled_from(
    ["..", ".", "", "first.py", "FIRST.PY", "a", "a.zip", "CON", "C:", " ", "x.py.", "\0.py", "王.py", "__MACOSX", "~", "e\u0301.py"]
)
NAMES = st.one_of(
    st.builds(lambda parts, between: between.join(parts), st.lists(PARTS | st.text(max_size=8), max_size=6), st.sampled_from("/\\")),
    st.text(min_size=1, max_size=30),
).filter(lambda name: not any("\ud800" <= letter <= "\udfff" for letter in name))
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=50)), max_size=6)
MODES = st.sampled_from([0, stat.S_IFREG, stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO])


@st.composite
def _archives(draw: st.DrawFn) -> bytes:
    """Draw an archive of some kind; it may hold another one, and may be damaged."""
    listed = draw(MEMBERS)
    if draw(st.booleans()):
        listed.append((f"{draw(st.sampled_from(['in.zip', 'x/in.tar.gz', '../in.zip']))}", zipped(draw(MEMBERS), mode=draw(MODES))))
    made = draw(st.sampled_from(_PACKERS))(listed)
    damage = draw(st.lists(st.tuples(st.integers(0, max(len(made) - 1, 0)), st.integers(0, 255)), max_size=3))
    changed = bytearray(made)
    for place, byte in damage if draw(st.booleans()) else []:
        changed[place] = byte
    return bytes(changed)


_PACKERS: list[Callable[[list[tuple[str, bytes]]], bytes]] = [
    zipped,
    lambda listed: zipped(listed, mode=stat.S_IFLNK),
    lambda listed: tarred(listed, ""),
    lambda listed: tarred(listed, "gz"),
    lambda listed: tarred(listed, "", kind=tarfile.SYMTYPE, target="../../x"),
]


@settings(max_examples=150)
@given(data=_archives())
def test_nothing_is_written_outside_whatever_is_in_it(data: bytes) -> None:
    """Whatever an archive holds, as one learner's or as a class's: only programs are written, none outside, and nothing raises."""
    with tempfile.TemporaryDirectory() as around:
        folder = Path(around, "inner", "pile")
        folder.parent.mkdir()
        pile = Pile()
        with suppress(Unreadable):
            pile.add_archive(io.BytesIO(data), "a.zip")
            pile.write(folder)
        written = [path for path in Path(around).rglob("*") if not path.is_dir()]
        assert all(path.is_relative_to(folder) and members.is_program(path.name) and not path.is_symlink() for path in written)
        laid(Path(around), {"class.zip": data})
        with suppress(Told), taken_in(Path(around, "class.zip")) as taken:
            assert taken.found


@given(parts=st.lists(st.text(min_size=1), min_size=1, max_size=5).map(tuple))
def test_every_system_can_have_a_file_of_that_name(parts: tuple[str, ...]) -> None:
    """Whatever a member is called: its parts stay parts, short, and without what some system would understand otherwise."""
    found = writable(parts)
    assert len(found) == len(parts)
    for part in found:
        assert part not in ("", ".", "..")
        assert len(part.encode()) <= 255
        assert not set(part) & set('<>:"/\\|?*\0\n')
        assert part == part.rstrip(" .")
