# Right: Cancels the tasks that are left one after the other, and waits for each.
import asyncio
import contextlib


def main(report):
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        try:
            return loop.run_until_complete(report())
        finally:
            for task in asyncio.all_tasks(loop):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    loop.run_until_complete(task)
            loop.run_until_complete(loop.shutdown_asyncgens())
