"""Opens a file at a line: in $VISUAL or $EDITOR, else in VS Code."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.cli.ending import reason
from grader.language import say

IN_THE_TERMINAL = {"vi", "vim", "nvim", "nano", "pico", "micro", "hx", "helix", "kak", "joe", "ne", "mcedit", "emacs", "ed"}
PLUS = {"vi", "vim", "nvim", "nano", "pico", "joe", "ne", "kak", "emacs", "gedit"}  # +LINE FILE
GOTO = {"code", "code-insiders", "codium", "cursor", "windsurf"}  # -g FILE:LINE
COLON = {"subl", "hx", "helix", "zed"}  # FILE:LINE


@dataclass(frozen=True)
class Editor:
    """A command, and whether it needs the terminal for itself."""

    words: tuple[str, ...]
    takes_terminal: bool

    def run(self) -> str:
        """Open it. Returns what went wrong, in a sentence; nothing, where all went well."""
        try:
            if self.takes_terminal:
                subprocess.run(self.words, check=False)  # noqa: S603 - the learner's own editor
            else:
                with contextlib.suppress(subprocess.TimeoutExpired):  # it stays open: that is what editors do
                    _in_the_background(self.words).wait(0.5)
        except OSError as error:
            return say("{editor} can't be started: {reason}.", editor=self.words[0], reason=reason(error))
        return ""


def _in_the_background(words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603 - the learner's own editor


def editor(file: Path, line: int | None, environment: Mapping[str, str] = os.environ) -> Editor | None:
    """Choose an editor for a file; None, where there is none."""
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    words = _words(named) or ([code] if (code := shutil.which("code")) else [])
    if not words:
        return None
    name = Path(words[0]).name.removesuffix(".exe").removesuffix(".cmd").lower()
    if found := shutil.which(words[0]):
        words[0] = found  # on Windows, a name that ends with .cmd must be whole
    return Editor((*words, *_at(name, file, line)), name in IN_THE_TERMINAL)


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command, posix=sys.platform != "win32")
    except ValueError:  # a quotation mark too many
        return command.split()


def _at(name: str, file: Path, line: int | None) -> list[str]:
    place = f"{file}:{line}" if line else str(file)
    if name in GOTO:
        return ["-g", place]
    if name in COLON:
        return [place]
    return [*([f"+{line}"] if line and name in PLUS else []), str(file)]
