"""Programs of which everything is said that there is to say: a stub, a right and a wrong one of each exercise, and odd ones of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.authoring.labelled import labelled
from grader.grading.kit import Entry, exercises

OF_ALL = "start_now"  # the exercise whose programs end in odd ways, too
DEFINED = "async def handle(request, audit, respond):\n"
ODD = {
    "touches the loop from a thread": (
        "import asyncio\nimport threading\n\n\n"
        f"{DEFINED}    answer = asyncio.get_running_loop().create_future()\n"
        "    threading.Thread(target=answer.set_result, args=[1]).start()\n    return await answer\n"
    ),
    "hangs": f"import asyncio\n\n\n{DEFINED}    await asyncio.Event().wait()\n",
    "hangs in gather": f"import asyncio\n\n\n{DEFINED}    await asyncio.gather(asyncio.Event().wait(), asyncio.Event().wait())\n",
    "goes on": f"import asyncio\n\n\n{DEFINED}    while True:\n        await asyncio.sleep(1e6)\n",
    "ends its process": f"import os\n\n\n{DEFINED}    os._exit(3)\n",
    "calls sys.exit": f"import sys\n\n\n{DEFINED}    sys.exit()\n",
    "dies": f"import os\nimport signal\n\n\n{DEFINED}    os.kill(os.getpid(), signal.SIGTERM)\n",
    "is misspelt": f"{DEFINED}    return misspelt\n",
    "defines another": "async def another():\n    pass\n",
    "has other parameters": "async def handle(one):\n    pass\n",
    "needs much memory": f"{DEFINED}    raise MemoryError\n",
    "awaits nothing": f"{DEFINED}    audit(request)\n    respond(request)\n",
    "leaves a task": f"import asyncio\n\n\n{DEFINED}    asyncio.create_task(asyncio.sleep(9))\n    return await respond(request)\n",
    "imports nothing": "import nothing\n",
    "waits as it is imported": "import asyncio\n\nasyncio.run(asyncio.Event().wait())\n",
    "sleeps as it is imported": f"import time\n\ntime.sleep(3)\n\n\n{DEFINED}    return 3\n",
    "reads as it is imported": "input()\n",
    "exits as it is imported": "import sys\n\nsys.exit()\n",
    "is no Python": "async def handle()\n    pass\n",
    "is empty": "\n",
    "holds a null": "x = 3\0\n",
}


@dataclass(frozen=True)
class Sample:
    """A program, where it lies, if elsewhere than it should, and what it is."""

    name: str
    entry: Entry
    source: str
    file: str = ""


def samples() -> Iterator[Sample]:
    """List them."""
    for entry in exercises():
        some = {one.label: one for one in labelled(entry) if one.label in ("stub", "reference", "wrong")}  # the last mistake of all
        yield from (Sample(f"{entry.name}: {label}", entry, one.source) for label, one in some.items())
    [entry] = [one for one in exercises() if one.name == OF_ALL]
    yield from (Sample(f"{OF_ALL}: {name}", entry, source) for name, source in ODD.items())
    yield Sample("missing", entry, "pass\n", "other.py")
    yield Sample("misplaced", entry, f"{DEFINED}    pass\n", f"{OF_ALL} (1).py")
    yield Sample("packed", entry, "", f"{OF_ALL}.zip")
