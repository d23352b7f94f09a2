# Wrong: listens, and tells so a second later.
# fails: Each line is answered, in order
import asyncio
import contextlib


class Server:
    def __init__(self, handle):
        self.handle, self.stopping = handle, False
        self.idle, self.tasks = set(), set()

    async def connected(self, reader, writer):
        me = asyncio.current_task()
        self.tasks.add(me)
        try:
            while not self.stopping:
                self.idle.add(me)
                try:
                    line = await reader.readline()
                finally:
                    self.idle.discard(me)
                if self.stopping or not line.endswith(b"\n"):
                    break
                answer = await self.handle(line[:-1].decode())
                writer.write(answer.encode() + b"\n")
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(me)
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def stop(self, server):
        self.stopping = True
        server.close()
        await asyncio.sleep(0)
        for task in list(self.idle):
            task.cancel()
        me = asyncio.current_task()
        while left := [task for task in asyncio.all_tasks() if task is not me]:
            await asyncio.wait(left)
        await server.wait_closed()


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    state = Server(handle)
    try:
        server = loop.run_until_complete(asyncio.start_server(state.connected, "127.0.0.1", 0))
        loop.call_later(1, on_ready, loop, server.sockets[0].getsockname()[1])
        with contextlib.suppress(KeyboardInterrupt):
            loop.run_forever()
        state.stopping = True
        loop.run_until_complete(state.stop(server))
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()
