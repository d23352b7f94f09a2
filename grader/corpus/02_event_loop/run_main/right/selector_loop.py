# Right: chooses its kind of loop itself, by its class, and subclasses it to tidy up in `close`.
import asyncio


class TidyLoop(asyncio.SelectorEventLoop):
    async def _tidy(self):
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        if rest:
            await asyncio.wait(rest)
        for task in rest:
            if not task.cancelled():
                task.exception()
        await self.shutdown_asyncgens()
        await self.shutdown_default_executor()

    def close(self):
        if not self.is_closed():
            self.run_until_complete(self._tidy())
        super().close()


def main(report):
    loop = TidyLoop()
    try:
        return loop.run_until_complete(report())
    finally:
        loop.close()
