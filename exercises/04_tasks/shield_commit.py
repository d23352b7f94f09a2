"""A commit that can't be cancelled.

`commit` is an async function that writes a record to a database. Half a commit would be worse than none.

- Call `commit(record)` at once, and only once. Return its result the moment it is there.
- If the commit fails, its exception leaves `save` as it is.
- `save` may be cancelled while the commit is at work: once, or again and again. The commit runs on, undisturbed, to its end.
- A cancelled `save` waits for that end. It is over in that very moment, not before.
- Then CancelledError reaches the caller. So it does if the commit has succeeded, and if the cancel comes just when it is over.
- If the commit of a cancelled `save` fails, CancelledError reaches the caller, too. The failure must not get lost: it is the
  cause of that CancelledError (what `raise … from …` sets), or its context.
- Every cancel still counts for the caller's task: a timeout of the caller's around `save` ends in TimeoutError, when the
  commit is over; of two, the outer one does. Nothing disturbs what the caller awaits next.
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
