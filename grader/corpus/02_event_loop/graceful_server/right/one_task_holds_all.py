# Right: one task holds the server; after the stop it is cancelled, and its `finally` does the rest.
import asyncio
import contextlib


async def serving(handle, on_ready):
    loop = asyncio.get_running_loop()
    clients, in_flight = {}, set()
    over = False

    async def connected(reader, writer):
        clients[asyncio.current_task()] = writer
        try:
            while not over and (line := await reader.readuntil()):
                request = loop.create_task(handle(str(line[:-1], "utf-8")))
                in_flight.add(request)
                answer = await request
                in_flight.discard(request)
                writer.write(bytes(answer + "\n", "utf-8"))
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()
            del clients[asyncio.current_task()]

    server = await asyncio.start_server(connected, "127.0.0.1")
    on_ready(loop, server.sockets[0].getsockname()[1])
    try:
        async with contextlib.AsyncExitStack() as stack:
            stack.callback(server.close)
            await server.start_serving()
            await asyncio.Event().wait()
    finally:
        over = True
        if in_flight:
            await asyncio.wait(in_flight)
        while clients:
            for writer in clients.values():
                writer.close()
            await asyncio.wait(list(clients))


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    task = loop.create_task(serving(handle, on_ready))
    with contextlib.suppress(KeyboardInterrupt):
        loop.run_forever()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        loop.run_until_complete(task)
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
