"""A git repository with one commit, made so that the same files give the same bytes, whoever makes it and whenever."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from grader.cli.ending import Misuse, Told, reason, told
from grader.language import say

DATE = "2026-01-01T00:00:00 +0000"  # of every release: what it is made of tells one from another, not the hour
WHO = {"NAME": "awaitlings", "EMAIL": "", "DATE": DATE}
IDENTITY = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def make(folder: Path, files: Mapping[str, bytes], message: str) -> str:
    """Make a repository of these files, on a branch `main`. Returns the commit. Told: it can't be made; nothing is left of it."""
    _see_that_it_is_free(folder)
    if shutil.which("git") is None:
        raise Misuse(say("A release is a git repository, and there is no git here. Install it, and try again."))
    try:
        return _made(folder, files, message)
    except BaseException as fault:
        _empty(folder)  # half a release must not be taken for one
        if isinstance(fault, OSError):
            raise told(say("{folder} can't be made: {reason}.", folder=folder, reason=reason(fault)), fault) from None
        raise


def _made(folder: Path, files: Mapping[str, bytes], message: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, files)
    _git(folder, "init", "--quiet", "--template=", "--object-format=sha1")
    _git(folder, "symbolic-ref", "HEAD", "refs/heads/main")
    _git(folder, "add", "--all", "--force")
    commit = _git(folder, "commit-tree", _git(folder, "write-tree"), "-m", message)
    _git(folder, "update-ref", "refs/heads/main", commit)
    _git(folder, "read-tree", "HEAD")  # an index without the times of this machine's files
    return commit


def _empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _see_that_it_is_free(folder: Path) -> None:
    try:
        if any(folder.iterdir()):
            raise Misuse(say("{folder} is not empty. Name a new folder; to bring a copy up to date: --update {folder}", folder=folder))
    except FileNotFoundError:
        pass
    except OSError as error:
        raise told(say("{folder} can't be written to: {reason}.", folder=folder, reason=reason(error)), error) from None


def _git(folder: Path, *words: str) -> str:
    """Run git as it comes, whatever this machine's settings are."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env = {**kept, **IDENTITY, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "core.autocrlf=false", "-c", "core.safecrlf=false", *words]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, errors="backslashreplace", check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise Told(say("git {command} failed: {said}", command=words[0], said=done.stderr.strip()))
    return done.stdout.strip()
