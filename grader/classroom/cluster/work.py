"""What a worker of the cluster does. Its source is sent there, so it stands alone: nothing of the kit is imported here.

A worker needs this very kit, at the same path, and the same Python; `lacks` tells what is missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

DECIDING = (".py", ".json", ".mo")  # how the names of files end in which a kit's code and its data are
PATIENCE = 60.0  # real seconds that a grader may take longer than its own limit
IDLE: dict[tuple[str, ...], list[subprocess.Popen[str]]] = {}  # graders of this worker that have nothing to do
LOCK = threading.Lock()


def digest(root: str) -> str:
    """Digest all of a kit that decides a result: code, translations, which exercises and points; empty, where there is no kit."""
    found = hashlib.sha256()
    code = sorted(path for path in Path(root, "grader").rglob("*") if path.suffix in DECIDING)
    files = [*code, Path(root, "exercises", "kit.toml")] if code else []
    for path in files:
        found.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return found.hexdigest() if files else ""


def lacks(roots: dict[str, str], python: list[int]) -> str:
    """Tell what this worker lacks: "python", or the folder of a kit that is missing or another one; empty, if nothing."""
    if list(sys.version_info[:2]) != python:
        return "python"
    for root, expected in roots.items():
        with contextlib.suppress(OSError):
            if digest(root) == expected:
                continue
        return root
    return ""


def grade(home: str, language: str, job: str, seconds: float) -> str:
    """Let a grader do a job (see there.py): one that lives here, or a new one. RuntimeError: it is gone, or silent."""
    key = (home, language)
    with LOCK:
        waiting = IDLE.setdefault(key, [])
        grader = waiting.pop() if waiting else None
    grader = grader or _start(home, language)
    late = threading.Timer(seconds + PATIENCE, _end, [grader])
    late.daemon = True
    late.start()
    try:
        answer = _asked(grader, job)
    finally:
        late.cancel()
    if not answer:
        _end(grader)
        raise RuntimeError("the grader on this worker is gone")
    with LOCK:
        IDLE[key].append(grader)
    return answer


def _start(home: str, language: str) -> subprocess.Popen[str]:
    env: dict[str, Any] = {**os.environ, "AWAITLINGS_LANG": language, "PYTHONPATH": home}
    words = [sys.executable, "-X", "utf8", "-m", "grader.classroom.cluster.there"]
    pipe = subprocess.PIPE
    return subprocess.Popen(words, cwd=home, env=env, stdin=pipe, stdout=pipe, text=True, encoding="utf-8", start_new_session=True)  # noqa: S603 - our own words


def _asked(grader: subprocess.Popen[str], job: str) -> str:
    with contextlib.suppress(OSError):
        if grader.stdin and grader.stdout:
            grader.stdin.write(f"{job}\n")
            grader.stdin.flush()
            return grader.stdout.readline()
    return ""


def _end(grader: subprocess.Popen[str]) -> None:
    """End a grader with its session; the programs that it started end with it (see tied.py)."""
    with contextlib.suppress(OSError):
        os.killpg(grader.pid, signal.SIGKILL)
    grader.wait()
