# A loop of its own class, that is always in debug mode and measures its callbacks itself.

import asyncio


class Measuring(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self.found = []
        self.slow = 0.1

    def call_soon(self, callback, *args, **options):
        return super().call_soon(self.measured, callback, *args, **options)

    def call_at(self, when, callback, *args, **options):
        return super().call_at(when, self.measured, callback, *args, **options)

    def measured(self, callback, *args):
        start = self.time()
        try:
            callback(*args)
        finally:
            seconds = self.time() - start
            if seconds >= self.slow:
                task = getattr(callback, "__self__", None)
                self.found.append((repr(task if isinstance(task, asyncio.Task) else callback), seconds))


def find_blockers(main, slow=0.1):
    loop = Measuring()
    loop.slow = slow
    with asyncio.Runner(debug=True, loop_factory=lambda: loop) as runner:
        runner.run(main())
    return loop.found
