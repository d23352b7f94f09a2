# A task factory measures the steps of tasks: callbacks hold the loop as well.
# fails: All that held the loop is told, in order

import asyncio
import time
import types


def find_blockers(main, slow=0.1):
    found = []

    @types.coroutine
    def measured(coro):
        value = None
        error = None
        while True:
            start = time.monotonic()
            try:
                if error is None:
                    future = coro.send(value)
                else:
                    future = coro.throw(error)
            except StopIteration as stop:
                return stop.value
            finally:
                seconds = time.monotonic() - start
                if seconds >= slow:
                    found.append((coro.__qualname__, seconds))
            try:
                value, error = (yield future), None
            except BaseException as raised:
                error = raised

    async def outer(coro):
        return await measured(coro)

    def factory(loop, coro, **options):
        return asyncio.Task(outer(coro), loop=loop, **options)

    with asyncio.Runner(debug=True) as runner:
        runner.get_loop().set_task_factory(factory)
        runner.run(main())
    return found
