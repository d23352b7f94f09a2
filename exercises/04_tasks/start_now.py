"""A coroutine is not a task.

Two async functions, to be called with the request: `respond` finds the answer, and `audit` writes down that somebody has
asked. Call each of them once, and return what `respond` gave. The program below does that, and it looks as if the audit were
under way while `respond` is at work. But calling `audit(request)` only makes a coroutine: nothing of it runs until somebody
drives it, and here that happens when the answer has long been there.

- Both are at work from the beginning (which of them is called first is up to you): together they take as long as the
  longer one, whichever that is.
- `handle` is over when both are over, and not before.
- If one of them fails, the other one is not disturbed: it runs to its end. Then the failure reaches the caller of `handle`: as
  it is, or in an `ExceptionGroup`; both will do. If both fail, one of the two failures is enough.
- If `handle` is cancelled, so are both of them. They may clean up, which may take a while; then `CancelledError` reaches the
  caller. (If one of them had already failed by itself, its failure may reach the caller instead.)
- However `handle` ends, nothing of it is at work any more by then, also when it is cancelled again during that cleaning up.
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
