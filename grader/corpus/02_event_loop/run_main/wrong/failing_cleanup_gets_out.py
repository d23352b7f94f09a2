# Wrong: waits for each task, and suppresses CancelledError: what else one raises gets out.
# fails: Tasks that are left are cancelled, and over before main ends
# kind: cancel-meets-failure
import asyncio
import contextlib


def main(report):
    async def whole():
        try:
            return await report()
        finally:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            for task in others:
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    return asyncio.run(whole())
