# Right: a context manager makes the loop, and tidies up; all tasks are cancelled; then it waits for the executor, for generators, for tasks.
import asyncio
import contextlib


@contextlib.contextmanager
def new_loop():
    loop = asyncio.new_event_loop()
    try:
        yield loop
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.run_until_complete(loop.shutdown_asyncgens())
        for task in left:
            with contextlib.suppress(BaseException):
                loop.run_until_complete(task)
        loop.close()


def run_job(job):
    with new_loop() as loop:
        return loop.run_until_complete(job())
