# Each task's whole life is measured: waiting counts as blocking.
# fails: Each entry says who it was, and for how long

import asyncio


def find_blockers(main, slow=0.1):
    found = []

    def factory(loop, coro, **options):
        start = loop.time()
        task = asyncio.Task(coro, loop=loop, **options)
        name = coro.__qualname__
        task.add_done_callback(lambda _: found.append((name, loop.time() - start)))
        return task

    with asyncio.Runner(debug=True) as runner:
        runner.get_loop().set_task_factory(factory)
        runner.run(main())
    return [one for one in found if one[1] >= slow]
