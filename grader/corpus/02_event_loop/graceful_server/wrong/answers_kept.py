# Wrong: keeps the answers, and doesn't ask handle again when the same line comes twice.
# fails: Each line is answered, in order
# kind: odd-values, shared-between-calls
import asyncio


class Server:
    def __init__(self, handle):
        self.handle = handle
        self.tasks, self.idle = set(), set()
        self.stopping = False
        self.kept = {}

    async def talk(self, reader, writer):
        me = asyncio.current_task()
        self.tasks.add(me)
        try:
            while not self.stopping:
                self.idle.add(me)
                line = await reader.readline()
                self.idle.discard(me)
                if not line:
                    break
                text = line.decode().rstrip("\n")
                if text not in self.kept:
                    self.kept[text] = await self.handle(text)
                answer = self.kept[text]
                writer.write(f"{answer}\n".encode())
        except asyncio.CancelledError:
            pass
        finally:
            self.tasks.discard(me)
            writer.close()

    async def stop(self, server):
        self.stopping = True
        server.close()
        for task in self.idle:
            task.cancel()
        if self.tasks:
            await asyncio.wait(self.tasks)
        await server.wait_closed()


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    mine = Server(handle)
    server = loop.run_until_complete(asyncio.start_server(mine.talk, "127.0.0.1", 0))
    on_ready(loop, server.sockets[0].getsockname()[1])
    try:
        loop.run_forever()
    except KeyboardInterrupt:
        pass
    finally:
        loop.run_until_complete(mine.stop(server))
        loop.close()
