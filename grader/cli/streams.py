"""Standard output and error that text never fails on: in any encoding, closed, full, or a pipe that nobody reads any more.

What an encoding can't show is replaced: our own marks by their nearest ASCII, anything else by its escape. What can't be written is
dropped, and told at the end.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import select
import sys
import unicodedata
from typing import Any, TextIO

HANDLER = "awaitlings.shown"
MARKS = {"✓": "+", "✗": "x", "…": "...", "·": "-", "\u200b": ""}  # what our texts are set with, and how it looks where it can't be
WAIT = 1.0  # real seconds between two looks at a stream that takes nothing just now


def _shown(error: UnicodeError) -> tuple[str | bytes, int]:
    """Replace what can't be encoded."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(MARKS[one] if one in MARKS else _escaped(one) for one in error.object[error.start : error.end]), error.end


def _escaped(character: str) -> str:
    return character.encode("ascii", "backslashreplace").decode("ascii")


class Steady(io.RawIOBase):
    """A stream that can always be written to. `fault`: why something was dropped."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self.fault: OSError | None = None

    def fileno(self) -> int:
        """Tell the file's descriptor."""
        return int(self._raw.fileno())

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        with contextlib.suppress(OSError, ValueError):
            return bool(self._raw.isatty())
        return False

    def writable(self) -> bool:
        """Tell that it is."""
        return True

    def write(self, data: Any, /) -> int:
        """Write, or drop."""
        while self.fault is None:
            try:
                if (written := self._raw.write(data)) is not None:
                    return int(written)
                select.select([], [self._raw], [], WAIT)  # somebody has made it non-blocking, and it is full
            except (OSError, ValueError) as error:
                self.fault = error if isinstance(error, OSError) else OSError(str(error))
        return len(data)


def prepare() -> None:
    """Make both streams steady, once."""
    codecs.register_error(HANDLER, _shown)
    _fill_the_gaps()
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        if _steady(getattr(sys, name)) is None:
            made = _made(getattr(sys, name), descriptor)
            setattr(sys, name, made)
            setattr(sys, f"__{name}__", made)


def _fill_the_gaps() -> None:
    """Let no file or socket of ours become standard output because that was closed: programs would write into it."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            with contextlib.suppress(OSError):
                os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def _made(stream: TextIO | None, descriptor: int) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        raw = io.FileIO(descriptor, "wb", closefd=False)
        return io.TextIOWrapper(io.BufferedWriter(Steady(raw)), "utf-8", HANDLER, line_buffering=descriptor == 2)
    encoding, at_once, through = _wanted() or stream.encoding, stream.line_buffering, stream.write_through
    buffer: Any = stream.detach()
    steady = Steady(buffer.detach() if isinstance(buffer, io.BufferedWriter) else buffer)
    at_once = at_once or bool(os.environ.get("PYTHONUNBUFFERED"))
    return io.TextIOWrapper(io.BufferedWriter(steady), encoding, HANDLER, line_buffering=at_once, write_through=through)


def _wanted() -> str:
    """Tell the encoding that somebody has asked for, where a clean interpreter was told not to listen."""
    name = os.environ.get("PYTHONIOENCODING", "").partition(":")[0] if sys.flags.ignore_environment else ""
    with contextlib.suppress(LookupError):
        return codecs.lookup(name).name if name else ""
    return ""


def _steady(stream: TextIO | None) -> Steady | None:
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return raw if isinstance(raw, Steady) else None


def columns(text: str) -> int:
    """Count the columns that a text takes in a terminal: Chinese characters are as wide as two others."""
    return sum(2 if unicodedata.east_asian_width(one) in ("W", "F") else 1 for one in text)


def padded(text: str, width: int) -> str:
    """Fill a text up with spaces, to so many columns."""
    return text + " " * (width - columns(text))


def cut(text: str, width: int) -> str:
    """Cut a text, to so many columns at most."""
    while columns(text) > width:
        text = text[:-1]
    return text


def print_line(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    """Print a line on standard error, after what was printed until now."""
    for stream, line in ((sys.stdout, ""), (sys.stderr, f"{text}\n")):
        with contextlib.suppress(OSError, ValueError):
            stream.write(line)
            stream.flush()


def lost() -> OSError | None:
    """Tell why standard output could not be written to; nothing, where it could be, or where a reader simply went away."""
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    steady = _steady(sys.stdout)
    return steady.fault if steady and not isinstance(steady.fault, BrokenPipeError) else None
