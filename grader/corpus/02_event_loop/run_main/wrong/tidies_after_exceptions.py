# It tidies up after a result or an Exception, not when the report ends in CancelledError.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: cancel-on-an-unplayed-path

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any


def main(report: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run the async function `report` on a new event loop; return what it returns, and leave nothing behind."""
    loop = asyncio.new_event_loop()

    async def tidy() -> None:
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await loop.shutdown_asyncgens()

    try:
        try:
            result = loop.run_until_complete(report())
        except Exception:
            loop.run_until_complete(tidy())
            raise
        loop.run_until_complete(tidy())
        return result
    finally:
        loop.close()
