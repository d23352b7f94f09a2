"""A member's name: as text, whatever wrote it, and as a path that stays below its folder on every system."""

from __future__ import annotations

import re
import unicodedata

RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)  # devices on Windows
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
DRIVE = re.compile(r"\A[A-Za-z]:")
HEAD, TAIL = 40, 20  # characters of a name that are kept: at most 240 bytes
ENCODINGS = ("utf-8", "cp950")  # what names are written in that don't say so: by most, and by a Taiwanese Windows


def decoded(raw: bytes) -> str:
    """Make text of a name that doesn't say what it is written in; an archive's own last resort is cp437, which has all bytes."""
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def split(name: str) -> tuple[str, ...]:
    """Split a name at slashes of either kind; where it would begin, a drive say, doesn't count. Empty: it leads outside, or nowhere."""
    found = tuple(part for part in DRIVE.sub("", name).replace("\\", "/").split("/") if part not in ("", "."))
    return () if any(not part.strip(" .") for part in found) else found


def writable(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Name a file so that every system takes it. No folder is called as a program could be: the two never collide."""
    folders = tuple(f"{one}_" if one.lower().endswith((".py", ".txt")) else one for one in map(_plain, parts[:-1]))
    return (*folders, _plain(parts[-1]))


def alike(parts: tuple[str, ...]) -> str:
    """Tell two paths apart as the least particular of systems does: not by case, nor by how an accent is written."""
    return unicodedata.normalize("NFKC", "/".join(parts)).casefold()


def _plain(part: str) -> str:
    bare = FORBIDDEN.sub("_", part.encode("utf-8", "backslashreplace").decode()).strip(" ").rstrip(" .") or "_"
    short = bare if len(bare) <= HEAD + TAIL else bare[:HEAD] + bare[-TAIL:]
    return f"_{short}" if RESERVED.fullmatch(short) else short
