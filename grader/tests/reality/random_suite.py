"""The scenario that random programs are played in; loaded by its path, like a suite."""

from __future__ import annotations

from typing import Any

from grader.suite import calls, note, scenario

SECONDS = {0: 1.10431, 1: 0.73113, 2: 2.41719, 3: 0.31127, 4: 1.70903, 5: 3.00307}
JOBS = calls("job", count=6, seconds=SECONDS, fails={2: ValueError, 4: ConnectionError}, cleanup=0.26371)


@scenario(job=JOBS, tell=note("tell"), cancelled=(0.50503, 1.40509, 2.91211))
async def running(exercise: Any, job: Any, tell: Any) -> Any:
    """The program gets six jobs, of which two fail, and something to tell what it does."""
    return await exercise.run(job, tell)
