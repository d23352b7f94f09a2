"""From sync to async, the entry point: the reference."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


def main(report: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run the async function `report` on a new event loop; return what it returns, and leave nothing behind."""
    return asyncio.run(report())  # makes a loop; cancels tasks, waits for them, closes async generators; closes the loop
