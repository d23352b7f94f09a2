# Right: asyncio.Runner holds the loop; an event tells the clients' tasks to stop.
import asyncio


def serve(handle, on_ready):
    stopping = asyncio.Event()
    tasks = set()

    async def talk(reader, writer):
        me = asyncio.current_task()
        tasks.add(me)
        stop = asyncio.create_task(stopping.wait())
        try:
            while True:
                read = asyncio.create_task(reader.readline())
                await asyncio.wait([read, stop], return_when=asyncio.FIRST_COMPLETED)
                if stopping.is_set() or not read.done() or not read.result():
                    read.cancel()
                    break
                answer = await handle(read.result().decode().removesuffix("\n"))
                writer.write(answer.encode() + b"\n")
        finally:
            stop.cancel()
            writer.close()
            tasks.discard(me)

    async def shut_down(server):
        server.close()
        stopping.set()
        while tasks:
            await asyncio.wait(list(tasks))

    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        server = runner.run(asyncio.start_server(talk, "127.0.0.1", 0))
        on_ready(loop, server.sockets[0].getsockname()[1])
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            pass
        runner.run(shut_down(server))
