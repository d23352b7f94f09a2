"""Archives, made for tests: good ones, and such as nobody should make."""

from __future__ import annotations

import io
import stat
import tarfile
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

DATE = (2026, 1, 1, 0, 0, 0)
Members = Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]
LOCAL, CENTRAL = (b"PK\x03\x04", 6), (b"PK\x01\x02", 8)  # headers of a zip, and where their flags are


def _listed(members: Members) -> list[tuple[str, bytes]]:
    pairs = members.items() if isinstance(members, Mapping) else members
    return [(name, data.encode() if isinstance(data, str) else data) for name, data in pairs]


def zipped(members: Members, *, mode: int = stat.S_IFREG | 0o644, flags: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip. `mode`: what its members are said to be; `flags`: are set in every header."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a name that is there twice
        for name, data in _listed(members):
            info = zipfile.ZipInfo("x", DATE)
            info.filename = info.orig_filename = name  # as it is: the constructor would change it
            info.external_attr = mode << 16
            made.writestr(info, data, method)
    return flagged(file.getvalue(), flags) if flags else file.getvalue()


def flagged(data: bytes, flags: int) -> bytes:
    """Set flags in every header of a zip."""
    changed = bytearray(data)
    for magic, offset in (LOCAL, CENTRAL):
        place = data.find(magic)
        while place >= 0:
            changed[place + offset] |= flags
            place = data.find(magic, place + 1)
    return bytes(changed)


def zipped_raw(raw: bytes, data: str) -> bytes:
    """Make a zip of one member whose name is raw bytes, and doesn't say what it is written in: as Windows' own does."""
    plain = "N" * len(raw)
    return zipped({plain: data}).replace(plain.encode(), raw)


def tarred(
    members: Members, packed: str = "gz", *, kind: bytes = tarfile.REGTYPE, target: str = "", headers: Mapping[str, str] | None = None
) -> bytes:
    """Make a tar. `kind`, `target`: what its members are, and where they lead; `headers`: what else is said of each."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=f"w:{packed}") as made:  # type: ignore[call-overload]
        for name, data in _listed(members):
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, target, len(data) if kind == tarfile.REGTYPE else 0
            info.pax_headers = dict(headers or {})
            made.addfile(info, io.BytesIO(data))
    return file.getvalue()


def laid(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder, by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
