"""The graders of a batch on a Dask cluster: one task a submission. A worker that dies has its tasks done by another.

As Dask's documentation says it: `Client` and `LocalCluster` (docs.dask.org, Deploy Dask Clusters), `Client.submit` and `Client.run`.
"""

from __future__ import annotations

import asyncio
import base64
import importlib
import json
import sys
import zlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from grader.classroom.cluster import picture, work
from grader.classroom.collect.graders import Ended
from grader.cli.ending import in_words
from grader.grading.kit import ROOT, Misuse
from grader.language import language, say

CONNECTING = 10  # real seconds


class ClusterGraders:
    """Gives jobs to a cluster. Use `running()`. `places`: how many submissions it can grade at a time."""

    def __init__(self, client: Any, places: int) -> None:
        self._client, self.places = client, places

    @classmethod
    @asynccontextmanager
    async def running(cls, scheduler: str | None, workers: int, root: Path) -> AsyncIterator[ClusterGraders]:
        """Connect to a scheduler, or start a cluster of so many workers here. Misuse: there is none, or a worker lacks something."""
        dask = _distributed()
        async with AsyncExitStack() as stack:
            client = await _connected(dask, stack, scheduler, workers)
            yield cls(client, await _places(client, root))

    async def grade(self, words: Sequence[str], cwd: Path, job: Mapping[str, str], seconds: float) -> Ended:
        """Let a worker do a job: see Graders.grade. OSError: the submission can't be read, or its result can't be written."""
        items = [item.told() for item in await asyncio.to_thread(picture.take, Path(job["submission"]))]
        sent = {"words": list(words), "root": str(cwd), "items": items, "student": job["student"], "seconds": seconds}
        future = self._client.submit(_there("grade"), str(ROOT), language(), json.dumps(sent), seconds, pure=False)
        try:
            answer = json.loads(await future)
        except asyncio.CancelledError:
            await future.cancel()
            raise
        except Exception as fault:  # noqa: BLE001 - whatever Dask raises for it: three workers died over it, or it could not be sent
            return Ended(3, late=False, output=say("No worker could grade this: {fault}.", fault=in_words(fault)))
        if data := zlib.decompress(base64.b64decode(answer["data"])):
            await asyncio.to_thread(Path(job["json"]).write_bytes, data)
        return Ended(answer["code"], answer["late"], answer["output"])

    async def end_idle(self) -> None:
        """A cluster has no graders to be ended: each worker keeps its own."""


def _distributed() -> Any:
    try:
        return importlib.import_module("distributed")
    except ModuleNotFoundError:
        values = {"command": f"{sys.executable} -m pip install distributed"}
        raise Misuse(say("A cluster needs Dask, which is not installed here: {command}", **values)) from None


def _there(name: str) -> Callable[..., Any]:
    """Make a function of work.py that a worker can run which knows nothing of the kit: it takes its source along."""
    source = Path(work.__file__).read_text("utf-8")

    def run(*words: Any) -> Any:
        import sys  # noqa: PLC0415 - all that it needs, it must bring along
        import types  # noqa: PLC0415

        module = sys.modules.get("awaitlings_work")
        if module is None or vars(module).get("source") != source:
            module = sys.modules["awaitlings_work"] = types.ModuleType("awaitlings_work")
            vars(module)["source"] = source
            exec(source, vars(module))  # noqa: S102 - our own
        return vars(module)[name](*words)

    return run


async def _connected(dask: Any, stack: AsyncExitStack, scheduler: str | None, workers: int) -> Any:
    try:
        if scheduler is None:
            cluster = dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0", asynchronous=True)
            scheduler = await stack.enter_async_context(cluster)
        client = await stack.enter_async_context(dask.Client(scheduler, asynchronous=True, timeout=CONNECTING))
        await client.wait_for_workers(1, timeout=CONNECTING)
    except (OSError, TimeoutError, ValueError) as fault:
        raise Misuse(say("There is no cluster to be reached at {address}: {fault}.", address=scheduler, fault=in_words(fault))) from None
    return client


async def _places(client: Any, root: Path) -> int:
    """Count the threads of all workers, once each has what it needs. Misuse: one lacks something."""
    roots = {str(one): work.digest(str(one)) for one in {ROOT, root}}
    for worker, lacking in (await client.run(_there("lacks"), roots, list(sys.version_info[:2]))).items():
        if lacking == "python":
            version = ".".join(map(str, sys.version_info[:2]))
            raise Misuse(say("The worker {worker} has another Python: start it with Python {version}.", worker=worker, version=version))
        if lacking:
            raise Misuse(say("The worker {worker} has another kit at {path}, or none: put this one there.", worker=worker, path=lacking))
    return sum((await client.nthreads()).values())
