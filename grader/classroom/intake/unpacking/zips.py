"""What is in a zip. Its list is read first, its members one by one, and none further than is wanted."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from grader.classroom.intake.unpacking.members import Kind, Limits, Member, too_much, understood
from grader.classroom.intake.unpacking.names import decoded, split

LISTED = b"PK\x01\x02"  # begins each line of the list
CHUNK = 1 << 20
UTF8, ENCRYPTED, PATCHED = 0x800, 0x1 | 0x40 | 0x2000, 0x20  # flags of a member
READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others are unpacked without a cap, and no platform packs so


@contextmanager
def opened(file: BinaryIO, archive: str, limits: Limits) -> Iterator[list[Member]]:
    """List what is in a zip. Unreadable: it is damaged, or holds too much."""
    with understood(archive):
        if _lines(file) > limits.members:
            raise too_much(archive)
        packed = zipfile.ZipFile(file)
        found = [_member(packed, info, archive) for info in packed.infolist() if not _is_folder(info)]
    with packed:
        yield found


def _lines(file: BinaryIO) -> int:
    """Count what could be a line of the list: the library makes an object of each, before anybody can count them."""
    file.seek(0)
    number, end = 0, b""
    while data := file.read(CHUNK):
        number += (end + data).count(LISTED)
        end = data[-len(LISTED) + 1 :]
    file.seek(0)
    return number


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.orig_filename.endswith(("/", "\\")) and not info.file_size


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, archive: str) -> Member:
    name = info.orig_filename if info.flag_bits & UTF8 else decoded(info.orig_filename.encode("cp437"))

    def read(limit: int) -> bytes:
        with understood(archive), packed.open(info) as file:
            return file.read(limit)

    return Member(name, split(name), _kind(info), read)


def _kind(info: zipfile.ZipInfo) -> Kind:
    mode = stat.S_IFMT(info.external_attr >> 16)
    if mode and not stat.S_ISREG(mode):
        return "link" if stat.S_ISLNK(mode) else "special"
    if info.flag_bits & ENCRYPTED:
        return "locked"
    return "file" if info.compress_type in READ and not info.flag_bits & PATCHED else "strange"
