# Right: a context manager makes the loop, and tidies up; executor first, then generators, then tasks.
import asyncio
import contextlib


@contextlib.contextmanager
def new_loop():
    loop = asyncio.new_event_loop()
    try:
        yield loop
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.run_until_complete(loop.shutdown_asyncgens())
        for task in asyncio.all_tasks(loop):
            task.cancel()
            with contextlib.suppress(BaseException):
                loop.run_until_complete(task)
        loop.close()


def run_job(job):
    with new_loop() as loop:
        return loop.run_until_complete(job())
