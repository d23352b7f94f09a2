"""Processes that play in real life, some at a time (see real.py)."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AsyncExitStack
from typing import Any, Self

import msgspec

from grader.grading.kit import ROOT
from grader.recording.encoding import decode
from grader.recording.recording import Recording
from grader.tests.reality.real import Job

LINE = 1 << 24


class Real(msgspec.Struct):
    """What a real play showed. `late`: how late its process was woken at most (real seconds)."""

    recording: Recording | None
    late: float = 0.0


class Players:
    """So many processes that play one job after the other."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._free: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
        self._all: list[asyncio.subprocess.Process] = []

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            for _ in range(self._at_once):
                process = await self._start()
                self._all.append(process)
                self._free.put_nowait(process)
            stack.pop_all()
        return self

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "grader.tests.reality.real", cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, limit=LINE,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip

    async def play(self, job: Job) -> Real:
        """Play a job. A report that has nothing to say comes of a process that died."""
        process = await self._free.get()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(msgspec.json.encode(job) + b"\n")
            line = await process.stdout.readline()
        finally:
            self._free.put_nowait(process)
        if not line.strip():
            return Real(None)
        told: dict[str, Any] = msgspec.json.decode(line)
        return Real(decode(told["recording"]), told["late"])

    async def __aexit__(self, *error: object) -> None:
        for process in self._all:
            if process.stdin:
                process.stdin.close()
            await process.wait()
