# Right: a class that holds the loop, as Runner does.
import asyncio


class Loop:
    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        return self

    def run(self, awaitable):
        return self.loop.run_until_complete(awaitable)

    async def tidy_up(self):
        me = asyncio.current_task()
        await asyncio.gather(
            *[task for task in asyncio.all_tasks() if task is not me and task.cancel()],
            self.loop.shutdown_asyncgens(),
            return_exceptions=True,
        )

    def __exit__(self, *error):
        try:
            self.run(self.tidy_up())
            self.run(self.loop.shutdown_default_executor())
        finally:
            self.loop.close()


def run_job(job):
    with Loop() as loop:
        return loop.run(job())
