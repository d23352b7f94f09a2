# Right: cancels all tasks that are left, and then waits for them one by one.
import asyncio
import contextlib


def main(report):
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        try:
            return loop.run_until_complete(report())
        finally:
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            for task in left:
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    loop.run_until_complete(task)
            loop.run_until_complete(loop.shutdown_asyncgens())
