"""What is in a tar, packed or not: it is read once, from its beginning to its end, and what may be wanted is kept in memory."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol, Self

from grader.classroom.intake.unpacking.members import Kind, Limits, Member, looked_at, most, too_much, understood
from grader.classroom.intake.unpacking.names import decoded, split


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Read so many bytes at most."""


STREAMS: dict[bytes, Callable[[BinaryIO], Readable]] = {  # by what they begin with
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"\xfd7zXZ\0": lzma.LZMAFile,
    b"BZh": bz2.BZ2File,
}


HEADER, HEADERS = 4_096, 8_000_000  # bytes of what stands beside a member: a long name, a time; and in all
ORDINARY = {*tarfile.REGULAR_TYPES, tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE}
DAMAGED = (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError, tarfile.EmptyHeaderError)  # type: ignore[attr-defined]


class _Capped:
    """A stream that ends with an error where it becomes too long."""

    def __init__(self, stream: Readable, archive: str, left: int) -> None:
        self._stream, self._archive, self._left = stream, archive, left

    def read(self, size: int) -> bytes:
        """Read so many bytes, as tarfile does. Unreadable: there were too many."""
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise too_much(self._archive)
        return data


def _headers(archive: str) -> type[tarfile.TarInfo]:
    """Make the class of an archive's headers: they are read to the end, and are not longer than headers are."""
    left = HEADERS

    class Header(tarfile.TarInfo):
        """A member's header. The library takes one that is damaged for the end of the archive, and so its lack of an end."""

        @classmethod
        def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
            """Read the next header."""
            try:
                return super().fromtarfile(tarfile)
            except DAMAGED as error:
                raise ValueError(str(error)) from None

        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            """Read a header's first block. Long ones are refused: older Pythons take a time for them that grows with its square."""
            nonlocal left
            header = super().frombuf(buf, encoding, errors)
            if header.type not in ORDINARY:
                left -= header.size
                if header.size > HEADER or left < 0:
                    raise too_much(archive)
            return header

    return Header


def is_tar(start: bytes) -> bool:
    """Tell by its first bytes whether a file is a tar, or a packed stream."""
    return start[257:262] == b"ustar" or start.startswith(tuple(STREAMS))


@contextmanager
def opened(file: BinaryIO, archive: str, limits: Limits) -> Iterator[list[Member]]:
    """List what is in a tar. Unreadable: it is damaged, or holds too much."""
    with understood(archive):
        start = file.read(8)
        file.seek(0)
        unpack = next((one for magic, one in STREAMS.items() if start.startswith(magic)), None)
        stream = _Capped(unpack(file) if unpack else file, archive, limits.expanded)
        # Read as a stream, it can't be led back to where it has been.
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_headers(archive), encoding="utf-8", errors="surrogateescape") as packed:  # type: ignore[call-overload]
            found = list(_members(packed, archive, limits))
    yield found


def _members(packed: tarfile.TarFile, archive: str, limits: Limits) -> Iterator[Member]:
    number, left = 0, limits.kept
    while (info := packed.next()) is not None:
        number += 1
        packed.members.clear()  # type: ignore[attr-defined]  # the library keeps them all
        if info.isdir():
            continue
        member = _member(packed, info)
        left -= len(member.read(limits.kept))
        if number > limits.members or left < 0:
            raise too_much(archive)
        yield member


def _member(packed: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    name = decoded(info.name.encode("utf-8", "surrogateescape"))
    parts, kind = split(name), _kind(info)
    wanted = most(parts[-1]) if parts and kind == "file" and looked_at(parts) else 0
    file = packed.extractfile(info) if wanted else None
    data = file.read(wanted) if file else b""
    return Member(name, parts, kind, lambda limit: data[:limit])


def _kind(info: tarfile.TarInfo) -> Kind:
    if info.isreg() and not info.issparse():
        return "file"
    return "link" if info.issym() or info.islnk() else "special"
