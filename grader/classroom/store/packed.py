"""A result as it is kept in a store: small, and the same bytes again when it is taken out."""

from __future__ import annotations

import hashlib
import lzma
import zlib
from dataclasses import dataclass

import msgspec

from grader.grading.results.result import Result, decode

RECORDINGS = b',"recordings":{'  # where they begin: a check's are a list, and in a text its quotes would be escaped
PRESET = 2  # of lzma: higher ones took longer, for no less
MOST = 1 << 30  # bytes that a damaged file may make of a row


@dataclass(frozen=True)
class Packed:
    """A result. `size`, `sha`: of its JSON. `result`: all but its recordings; `plain`: all of it, as its JSON is not as we write it."""

    size: int
    sha: bytes
    plain: bool
    result: bytes
    recordings: bytes

    def light(self) -> Result:
        """Take it out, without its recordings. ValueError: it is damaged."""
        head = _inflated(self.result)
        return decode(head if self.plain else head + b"}")

    def data(self) -> bytes:
        """Take its JSON out. ValueError: it is damaged."""
        data = _inflated(self.result)
        if not self.plain:
            data = msgspec.json.format(data + _expanded(self.recordings), indent=2) + b"\n"
        if hashlib.sha256(data).digest() != self.sha:
            raise ValueError("sha256")
        return data


def pack(data: bytes) -> Packed:
    """Pack a result's JSON."""
    size, sha = len(data), hashlib.sha256(data).digest()
    compact = _compact(data)
    head, begin, rest = compact.partition(RECORDINGS)
    if not begin:
        return Packed(size, sha, True, zlib.compress(data), b"")
    return Packed(size, sha, False, zlib.compress(head, 9), lzma.compress(begin + rest, preset=PRESET))


def _compact(data: bytes) -> bytes:
    """Leave the indents out, if they are put in again as they were; else nothing. So whatever is compact is JSON, too."""
    try:
        compact = msgspec.json.format(data, indent=-1)
        same = msgspec.json.format(compact, indent=2) + b"\n" == data
    except (msgspec.MsgspecError, ValueError):
        return b""
    return compact if same else b""


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, MOST)
    except zlib.error as error:
        raise ValueError(str(error)) from None


def _expanded(data: bytes) -> bytes:
    try:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ).decompress(data, MOST)
    except lzma.LZMAError as error:
        raise ValueError(str(error)) from None
