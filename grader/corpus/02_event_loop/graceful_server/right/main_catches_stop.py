# Right: run_until_complete of a coroutine that never ends, which stop() breaks off with a RuntimeError.
import asyncio
import contextlib


class Service:
    def __init__(self, handle, on_ready):
        self.handle, self.on_ready = handle, on_ready
        self.readers, self.busy = {}, set()
        self.stopped = False

    async def __call__(self, reader, writer):
        task = self.readers[writer] = asyncio.current_task()
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            while not self.stopped and (line := await reader.readline()):
                self.busy.add(task)
                writer.writelines([str(await self.handle(line.decode().strip("\n"))).encode(), b"\n"])
                self.busy.discard(task)
        del self.readers[writer]
        writer.close()

    async def forever(self):
        self.server = await asyncio.start_server(self, "127.0.0.1", 0)
        self.on_ready(asyncio.get_running_loop(), self.server.sockets[0].getsockname()[1])
        await asyncio.get_running_loop().create_future()

    async def finish(self):
        self.stopped = True
        self.server.close()
        for task in self.readers.values():
            if task not in self.busy:
                task.cancel()
        await asyncio.gather(*self.readers.values(), return_exceptions=True)


def serve(handle, on_ready):
    service = Service(handle, on_ready)
    loop = asyncio.new_event_loop()
    main = loop.create_task(service.forever())
    try:
        loop.run_until_complete(main)
    except (KeyboardInterrupt, RuntimeError):
        pass
    main.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        loop.run_until_complete(main)
    loop.run_until_complete(service.finish())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
