"""A commit that can't be cancelled.

`commit` is an async function that writes a record to a database; half a commit would be worse than none. `save` calls
`commit(record)` at once, only once, and returns its result. If the commit fails, its exception leaves `save` as it is.

What is special is what happens when `save` is cancelled while the commit is at work:

- The commit runs on, undisturbed, to its end: however often `save` is cancelled, and whenever.
- Finish what you start: also a cancelled `save` is over only when its commit is, in that very moment, and nothing is left
  behind. Until then it waits; it doesn't ask again and again.
- Pass cancellation on: then, and only then, `CancelledError` reaches the caller; also if the commit has succeeded, and also
  if the first cancel comes just when the commit is over, before `save` could return.
- If the commit fails, too, `save` still ends with `CancelledError`, but the failure must not get lost: it is the cause of
  that `CancelledError` (what `raise … from …` sets) or its context, so that a traceback shows both.
- The caller's task is as it was: every cancel still counts, so that a timeout of the caller's around `save` ends in
  `TimeoutError` (if late: when the commit is over; of several that are over, the outermost does), and nothing disturbs
  what the caller awaits next.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


async def save(commit: Callable[[Any], Awaitable[Any]], record: Any) -> Any:
    """Commit the record and return the result; once begun, the commit completes, whoever is cancelled."""
    # TODO: let a cancel reach you, but not the commit; and don't leave before the commit is over.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: a commit of two seconds; its caller is cancelled after half a second, and again after one."""

    async def commit(record: str) -> str:
        print(f"  writing {record} …")
        try:
            await asyncio.sleep(2)
        except asyncio.CancelledError:
            print(f"  {record} is only half written!")
            raise
        print(f"  {record} is written")
        return f"receipt for {record}"

    print("nobody cancels:")
    print(f"  {await save(commit, 'order 1')}")
    print("somebody cancels, twice:")
    saving = asyncio.create_task(save(commit, "order 2"))
    for _ in range(2):
        await asyncio.sleep(0.5)
        print("  cancel!")
        saving.cancel()
    await asyncio.wait([saving])
    print(f"  save is over; cancelled: {saving.cancelled()}")


if __name__ == "__main__":
    asyncio.run(demo())
