"""A grader on another machine: pictures of submissions in, results out. A worker of the cluster starts it, and it lives on.

A job is a line of JSON on standard input: {"words", "root": how to start a grader, and where; "items": a picture; "student"; "seconds": the
limit}. The answer is a line on standard output: {"data": the result, compressed, in Base64, empty where there is none; "code", "late",
"output"}.
"""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import sys
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from grader.classroom.cluster import picture
from grader.classroom.collect.graders import Graders


async def _answer(graders: Graders, job: dict[str, Any]) -> dict[str, Any]:
    """Grade one submission, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="submission-"))
    try:
        submission, result = folder / "submission", folder / "result.json"
        submission.mkdir()
        picture.make([picture.Item.of(one) for one in job["items"]], submission)
        wanted = {"submission": str(submission), "student": job["student"], "json": str(result)}
        ended = await graders.grade(job["words"], Path(job["root"]), wanted, job["seconds"])
        data = result.read_bytes() if result.exists() else b""
        packed = base64.b64encode(zlib.compress(data)).decode("ascii")
        return {"data": packed, "code": ended.code, "late": ended.late, "output": ended.output}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _serve(graders: Graders) -> None:
    loop = asyncio.get_running_loop()
    try:
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            answer = await _answer(graders, json.loads(line))
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()
    finally:
        await graders.end_idle()


def main() -> None:
    """Serve until standard input ends."""
    with Graders.adopting() as graders, suppress(KeyboardInterrupt):
        asyncio.run(_serve(graders))


if __name__ == "__main__":
    main()
