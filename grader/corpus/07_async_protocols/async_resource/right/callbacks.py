# A future that a callback of the closing task resolves; the failure of close is raised from the one of the block.

import asyncio


class Connection:
    def __init__(self, open_, close):
        self.hooks = (open_, close)

    async def __aenter__(self):
        self.thing = await self.hooks[0]()
        return self.thing

    async def __aexit__(self, kind, error, trace):
        loop = asyncio.get_running_loop()
        task = loop.create_task(self.hooks[1](self.thing))
        cancel = None
        while not task.done():
            over = loop.create_future()
            task.add_done_callback(lambda _, over=over: over.done() or over.set_result(None))
            try:
                await over
            except asyncio.CancelledError as now:
                cancel = now
        failed = task.exception()
        if cancel:
            raise cancel
        if failed:
            raise failed from error
        return False
