# Right: an ExitStack that undoes things in reverse order; a loop with a task factory that knows all tasks.
import asyncio
import contextlib


def run_job(job):
    with contextlib.ExitStack() as stack:
        loop = asyncio.new_event_loop()
        stack.callback(loop.close)
        stack.callback(lambda: loop.run_until_complete(loop.shutdown_default_executor()))
        stack.callback(lambda: loop.run_until_complete(loop.shutdown_asyncgens()))
        tasks = []

        def factory(loop, coro, **options):
            task = asyncio.Task(coro, loop=loop, **options)
            tasks.append(task)
            return task

        def end_tasks():
            loop.set_task_factory(None)
            for task in tasks:
                task.cancel()
            if tasks:
                loop.run_until_complete(asyncio.wait(tasks))

        stack.callback(end_tasks)
        loop.set_task_factory(factory)
        return loop.run_until_complete(job())
