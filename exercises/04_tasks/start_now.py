"""A coroutine is not a task.

`respond(request)` finds the answer; `audit(request)` writes down that somebody has asked. Both are async functions. In the program
below, it looks as if the audit were under way while `respond` is at work. But calling `audit(request)` only makes a coroutine:
nothing of it runs until somebody drives it. Here that happens when the answer has long been there.

- Call each of them once. Both are at work from the beginning: together they take as long as the longer one.
- `handle` returns what `respond` gave. It ends when both are over, not before. Many requests may be handled at the same time.
- If one fails, the other is not disturbed. When both are over, the failure reaches the caller: as it is, or in an
  `ExceptionGroup`. If both fail, one of the two failures is enough.
- If `handle` is cancelled, both are cancelled at once. They may take a while to clean up: `handle` ends after that.
- If one had failed before the cancellation, its failure may reach the caller instead of `CancelledError`.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

Step = Callable[[str], Coroutine[Any, Any, Any]]


async def handle(request: str, audit: Step, respond: Step) -> Any:
    """Answer the request with what `respond` gives, and let `audit` run at the same time."""
    # TODO: the audit doesn't start here. Make it start, and keep track of it until it is over.
    auditing = audit(request)
    response = await respond(request)
    await auditing
    return response


async def demo() -> None:
    """Watch it: do the two run at the same time? And what becomes of the audit when `respond` fails?"""

    async def audit(request: str) -> None:
        print(f"  writing down that somebody asked for {request} ...")
        await asyncio.sleep(2)
        print("  written down")

    async def respond(request: str) -> str:
        print(f"  looking for {request} ...")
        await asyncio.sleep(1)
        if request == "the moon":
            raise LookupError("the moon is not in stock")
        print("  found")
        return f"here is {request}"

    for request in ["a bicycle", "the moon"]:
        loop = asyncio.get_running_loop()
        start = loop.time()
        try:
            print(request, "->", await handle(request, audit, respond))
        except LookupError as error:
            print(request, "-> failed:", error)
        print(f"that took {loop.time() - start:.1f} s (one after the other: 3 s, both at once: 2 s)")


if __name__ == "__main__":
    asyncio.run(demo())
