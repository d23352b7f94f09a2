"""Archives that nobody should make: each is its own submission's fault, or is noted, and nothing of it lies outside of its folder."""

from __future__ import annotations

import os
import stat
import tarfile
import tempfile
import zipfile
from pathlib import Path

import pytest

from grader.classroom.collect.submissions import Submission
from grader.classroom.intake.take_in import taken_in
from grader.classroom.intake.unpacking import members
from grader.classroom.intake.unpacking.pile import Pile
from grader.grading.intake.take import LARGEST
from grader.tests.classroom.packing import laid, tarred, tree, zipped, zipped_raw

PROGRAM = {"first.py": "1"}
DAMAGED = "{} is damaged, or no archive at all: have it handed in again."
NONE = "{} can't be unpacked here: it is none of zip, tar, tar.gz, tar.xz, tar.bz2. Unpack it into a folder."
LOCKED = "{} is locked with a password: have it handed in without one."
STRANGE = "{} is packed in a way that can't be read here. Have it handed in as an ordinary zip."
TOO_MUCH = "{} holds far more than programs, and was not unpacked. Have a look by hand."
LEFT_OUT = "Left out of {}: {}."


def _nested(depth: int) -> bytes:
    return zipped({"in.zip": _nested(depth - 1)}) if depth else zipped(PROGRAM)


def _lying(data: bytes, size: int) -> bytes:
    """Let a zip of one member of 1,000 bytes say in all its headers that it has another size."""
    return data.replace((1000).to_bytes(4, "little"), size.to_bytes(4, "little"))


GOOD: dict[str, tuple[bytes, dict[str, str]]] = {  # by the archive's name: what is in it, and what is written of it
    "zip.zip": (zipped(PROGRAM), PROGRAM),
    "tar.tar": (tarred(PROGRAM, ""), PROGRAM),
    "gz.tar.gz": (tarred(PROGRAM), PROGRAM),
    "tgz.tgz": (tarred(PROGRAM), PROGRAM),
    "xz.tar.xz": (tarred(PROGRAM, "xz"), PROGRAM),
    "bz2.tar.bz2": (tarred(PROGRAM, "bz2"), PROGRAM),
    "lies.zip": (tarred(PROGRAM), PROGRAM),
    "empty.zip": (zipped({}), {}),
    "nested.zip": (zipped({"a.zip": zipped({"b.tar.gz": tarred(PROGRAM)})}), PROGRAM),
    "two.zip": (zipped({"a.zip": zipped(PROGRAM), "x/b.zip": zipped({"second.py": "2"})}), {"a/first.py": "1", "x/b/second.py": "2"}),
    "github.zip": (zipped({"week3-main/samples/first.py": "1", "week3-main/README.md": "x"}), {"week3-main/samples/first.py": "1"}),
    "added.zip": (zipped(PROGRAM | {"__MACOSX/._first.py": "", ".DS_Store": "", ".git/x.py": "", "venv/y.py": ""}), PROGRAM),
    "long.tar": (tarred({"x/" * 60 + "a.py": "1"}, ""), {}),
    "pax.tar": (tarred(PROGRAM, "", headers={"comment": "a time, a long name"}), PROGRAM),
    "windows.zip": (zipped({"C:\\Users\\me\\first.py": "1"}), {"Users/me/first.py": "1"}),
    "absolute.tar.gz": (tarred({"/home/me/first.py": "1"}), {"home/me/first.py": "1"}),
    "reserved.zip": (zipped({"CON.py": "1", "a?b/first.py ": "2", "xx:y.py": "3"}), {"_CON.py": "1", "xx_y.py": "3"}),
    "folder.zip": (zipped({"first.py/second.py": "2", **PROGRAM}), {"first.py_/second.py": "2", "first.py": "1"}),
    "cp950.zip": (zipped_raw("許功蓋/第一.py".encode("cp950"), "1"), {"許功蓋/第一.py": "1"}),
    "utf8.zip": (zipped_raw("作業/first.py".encode(), "1"), {"作業/first.py": "1"}),
    "cp437.zip": (zipped_raw("résumé.py".encode("cp437"), "1"), {"résumé.py": "1"}),
    "flag.zip": (zipped({"作業/первый.py": "1"}), {"作業/первый.py": "1"}),
    "twice.zip": (zipped([("first.py", "1"), ("first.py", "1")]), PROGRAM),
    "long.zip": (zipped({"x" * 300 + ".py": "1"}), {"x" * 40 + "x" * 17 + ".py": "1"}),
    "large.zip": (zipped({"first.py": "#" * 30_000_000}), {"first.py": "#" * (LARGEST + 1)}),
    "boasts.zip": (_lying(zipped({"first.py": "#" * 1000}), 10**9), {"first.py": "#" * 1000}),
    "bomb_elsewhere.zip": (zipped({**PROGRAM, "data.bin": "\0" * 30_000_000}), PROGRAM),
}  # fmt: skip

NOTED: dict[str, tuple[bytes, dict[str, str], str]] = {  # what is written of it, and the note
    "up.zip": (zipped({"../first.py": "1", "second.py": "2"}), {"second.py": "2"}, "../first.py (it leads outside)"),
    "back.zip": (zipped({"..\\..\\first.py": "1"}), {}, "..\\..\\first.py (it leads outside)"),
    "up.tar.gz": (tarred({"a/../../first.py": "1"}), {}, "a/../../first.py (it leads outside)"),
    "link.zip": (zipped({"first.py": "/etc/passwd"}, mode=stat.S_IFLNK | 0o777), {}, "first.py (a link)"),
    "link.tar": (tarred(PROGRAM, "", kind=tarfile.SYMTYPE, target="/etc/passwd"), {}, "first.py (a link)"),
    "hard.tar": (tarred(PROGRAM, "", kind=tarfile.LNKTYPE, target="/etc/passwd"), {}, "first.py (a link)"),
    "device.tar": (tarred(PROGRAM, "", kind=tarfile.CHRTYPE), {}, "first.py (no ordinary file)"),
    "pipe.tar": (tarred(PROGRAM, "", kind=tarfile.FIFOTYPE), {}, "first.py (no ordinary file)"),
    "deep.zip": (zipped({"/".join(["王" * 80] * 8) + "/first.py": "1"}), {}, "first.py (its path is too long)"),
}  # fmt: skip


FAULTS: dict[str, tuple[bytes, str]] = {
    "locked.zip": (zipped(PROGRAM, flags=1), LOCKED),
    "lzma.zip": (zipped(PROGRAM, method=zipfile.ZIP_LZMA), STRANGE),
    "cut.zip": (zipped(PROGRAM)[:-30], DAMAGED),
    "flipped.zip": (zipped({"first.py": "A" * 1000}, method=zipfile.ZIP_STORED).replace(b"AAAA", b"BBBB", 1), DAMAGED),
    "belittles.zip": (_lying(zipped({"first.py": b"x" * 1000}), 10), DAMAGED),
    "cut.tar": (tarred({"first.py": "1" * 2000}, "")[:1000], DAMAGED),
    "endless.tar": (tarred(PROGRAM, "")[:1024], DAMAGED),
    "cut.tar.gz": (tarred({f"{n}.py": os.urandom(1000) for n in range(50)})[:20_000], DAMAGED),
    "flipped.tar": (tarred({"a.py": "1", "first.py": "1"}, "").replace(b"first.py\0", b"FIRST.py\0"), DAMAGED),
    "headers.tar": (tarred({"first.py": "1"}, "", headers={"comment": "1" * 10_000}), TOO_MUCH),
    "nothing.zip": (b"", NONE),
    "page.zip": (b"<html>Please log in", NONE),
    "rar.rar": (b"Rar!\x1a\x07\x01\0", NONE),
    "seven.7z": (b"7z\xbc\xaf\x27\x1c", NONE),
    "single.gz": (b"\x1f\x8b" + b"\0" * 20, DAMAGED),
    "many.zip": (zipped([(f"{n}.txt", "") for n in range(20_001)]), TOO_MUCH),
    "many.tar.gz": (tarred([(f"{n}.txt", "") for n in range(20_001)]), TOO_MUCH),
    "programs.zip": (zipped([(f"{n}.py", "") for n in range(2_001)]), TOO_MUCH),
    "bytes.zip": (zipped([(f"{n}.py", bytes(150_000)) for n in range(140)]), TOO_MUCH),
}  # fmt: skip


def _taken(tmp_path: Path, name: str, data: bytes) -> tuple[Submission, dict[str, str]]:
    """Take in a class of two: this archive, and a neighbour that nothing may happen to. Returns the first, and what is written of it."""
    laid(tmp_path / "class", {name: data, "zoe/first.py": "zoe's"})
    with taken_in(tmp_path / "class") as taken:
        one, zoe = taken.found
        assert (zoe.student, zoe.fault, zoe.notes, tree(zoe.path)) == ("zoe", "", (), {"first.py": b"zoe's"})
        written = {path: data.decode() for path, data in tree(one.path).items()} if not one.fault else {}
    assert one.fault or not one.path.parent.exists()
    return one, written


@pytest.mark.parametrize("name", GOOD)
def test_programs_come_out_of_any_archive(tmp_path: Path, name: str) -> None:
    """Whatever packed it, however deep, and whatever wrote its names: its programs are written, and nothing else."""
    one, written = _taken(tmp_path, name, GOOD[name][0])
    assert (one.student, one.fault, one.notes) == (name.partition(".")[0], "", ())
    assert written == GOOD[name][1]


@pytest.mark.parametrize("name", NOTED)
def test_what_is_left_out_is_noted(tmp_path: Path, name: str) -> None:
    """What leads outside, or is no file, is left out, and the notes say so; the rest is taken."""
    data, expected, note = NOTED[name]
    one, written = _taken(tmp_path, name, data)
    assert (one.fault, one.notes) == ("", (LEFT_OUT.format(name, note),))
    assert written == expected


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_with_an_archive_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    """An archive that can't be read, or would fill the disk, is its own submission's fault."""
    data, fault = FAULTS[name]
    one, _ = _taken(tmp_path, name, data)
    assert one.fault == fault.format(name)


def test_a_tar_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a packed stream becomes is counted, and it is left where it is too much, whatever it says of itself."""
    monkeypatch.setattr("grader.classroom.intake.unpacking.pile.LEARNER", members.Limits(100, 1_000_000, 1_000_000))
    monkeypatch.setattr(Pile.add_archive, "__defaults__", ((), 1, members.Limits(100, 1_000_000, 1_000_000)))
    one, _ = _taken(tmp_path, "bomb.tar.xz", tarred({"data.bin": bytes(5_000_000)}, "xz"))
    assert one.fault == TOO_MUCH.format("bomb.tar.xz")


def test_a_list_without_end_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members are counted before the library makes an object of each."""
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda _: pytest.fail("It was asked for them all."))
    one, _ = _taken(tmp_path, "many.zip", FAULTS["many.zip"][0])
    assert one.fault == TOO_MUCH.format("many.zip")


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    """An archive in an archive in an archive is read; a deeper one is not."""
    assert _taken(tmp_path / "3", "a.zip", _nested(2))[1] == PROGRAM
    assert "too many deep" in _taken(tmp_path / "4", "a.zip", _nested(3))[0].fault


def test_an_archive_inside_is_not_unpacked_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small archive in a small archive may become a large one: no more of it than the cap is held."""
    monkeypatch.setattr("grader.classroom.intake.unpacking.pile.NESTED", 1_000_000)
    one, _ = _taken(tmp_path, "a.zip", zipped({"in.zip": bytes(3_000_000)}))
    assert one.fault == TOO_MUCH.format("in.zip")


def test_members_that_collide_are_told_apart(tmp_path: Path) -> None:
    """Names that some system can't tell apart, with different programs: none has the plain name, so that none is graded by chance."""
    data = zipped([("first.py", "1"), ("first.py", "2"), ("FIRST.py", "3"), ("first (1).py", "4"), ("a/x.py", "5"), ("A/x.py", "5")])
    one, written = _taken(tmp_path, "a.zip", data)
    assert one.notes == ("first.py was handed in more than once, not the same each time.",)
    assert sorted(written.values()) == ["1", "2", "3", "4", "5"]
    assert len({name.casefold() for name in written} - {"first.py"}) == len(written)


def test_nothing_is_followed(tmp_path: Path) -> None:
    """A link at the top, and one in a folder that holds nothing but archives, are not followed."""
    (tmp_path / "secret.zip").write_bytes(zipped(PROGRAM))
    laid(tmp_path / "class", {"alice/notes.txt": ""})
    (tmp_path / "class" / "alice" / "work.zip").symlink_to(tmp_path / "secret.zip")
    (tmp_path / "class" / "bob.zip").symlink_to(tmp_path / "secret.zip")
    os.mkfifo(tmp_path / "class" / "carl.zip")
    with taken_in(tmp_path / "class") as taken:
        told = {one.student: (one.fault, one.path) for one in taken.found}
    assert told["alice"] == ("", tmp_path / "class" / "alice")
    assert told["bob"][0] == "The submission is a link, and was not followed. Put the folder itself there."
    assert told["carl"][0] == "carl.zip is not an ordinary file. Put one there."


def test_what_was_unpacked_is_gone_however_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The private folder is nobody else's to read, and is removed when the grading is over, or broken off."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    laid(tmp_path / "class", {"alice.zip": zipped(PROGRAM)})

    def broken_off(end: type[BaseException]) -> None:
        with taken_in(tmp_path / "class") as taken:
            [folder] = (tmp_path / "tmp").iterdir()
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert taken.found[0].path.is_relative_to(folder)
            raise end

    for end in (KeyboardInterrupt, SystemExit, OSError):
        with pytest.raises(end):
            broken_off(end)
        assert not list((tmp_path / "tmp").iterdir())


def test_a_full_disk_is_nobodys_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it can't be written, the submission is not graded, and the sentence says whose fault that is."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Pile, "write", full)
    one, _ = _taken(tmp_path, "a.zip", zipped(PROGRAM))
    blamed = "That is a fault of the grader or of its machine, not of the program."
    assert one.fault == f"This can't be unpacked here: No space left on device. {blamed}"


def test_a_folder_that_cannot_be_looked_at_is_nobodys_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can know whether a program or an archive is in a folder, it isn't graded as if there were none."""
    laid(tmp_path / "class", {"alice/work.zip": zipped(PROGRAM), "bob/first.py": "1"})
    scandir = os.scandir

    def fails(path: str) -> object:
        if str(path).endswith("alice"):
            raise OSError(5, "Input/output error")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", fails)
    with taken_in(tmp_path / "class") as taken:
        told = {one.student: one.fault for one in taken.found}
    assert told["alice"].startswith("This can't be unpacked here: Input/output error. That is a fault of the grader")
    assert told["bob"] == ""
