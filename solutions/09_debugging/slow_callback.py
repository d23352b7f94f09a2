"""Find what blocks the loop: the reference."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

Main = Callable[[], Coroutine[Any, Any, Any]]


class Blockers(logging.Handler):
    """Keeps what asyncio's debug mode tells about slow steps."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, float]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take a record, if it is about a slow step: asyncio logs other things as well."""
        match record.args:
            case (str(text), float(seconds)) if record.msg.startswith("Executing"):
                self.found.append((text, seconds))


def find_blockers(main: Main, slow: float = 0.1) -> list[tuple[str, float]]:
    """Run `main` in debug mode; return what held its loop for longer than `slow` seconds, and for how long."""
    blockers = Blockers()
    logger = logging.getLogger("asyncio")
    logger.addHandler(blockers)
    try:
        with asyncio.Runner(debug=True) as runner:  # it cleans up as asyncio.run does, and shows its loop before main runs
            runner.get_loop().slow_callback_duration = slow
            runner.run(main())
    finally:
        logger.removeHandler(blockers)  # after the runner's cleanup: that runs on the loop, too
    return blockers.found
