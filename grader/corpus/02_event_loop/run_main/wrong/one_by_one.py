# Wrong: cancels a task that is left, and waits until it has cleaned up, before it cancels the next.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: stops-late
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
