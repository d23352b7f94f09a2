# Right: in flight is what is in a counter; when that is zero, Server.close_clients() hangs up on all others.
# (An asyncio.Condition, and a nonlocal flag.)
# python: 3.13
import asyncio


def serve(handle, on_ready):
    in_flight = 0
    stopping = False
    change = asyncio.Condition()

    async def talk(reader, writer):
        nonlocal in_flight
        async for line in reader:
            if stopping:
                break
            in_flight += 1
            writer.write((await handle(line[:-1].decode()) + "\n").encode())
            in_flight -= 1
            if stopping:
                break
            async with change:
                change.notify_all()
        writer.close()
        async with change:
            change.notify_all()

    async def stop(server):
        nonlocal stopping
        stopping = True
        server.close()
        async with change:
            await change.wait_for(lambda: in_flight == 0)
        server.close_clients()
        await server.wait_closed()

    loop = asyncio.EventLoop()
    asyncio.set_event_loop(loop)
    try:
        server = loop.run_until_complete(asyncio.start_server(talk, host="127.0.0.1", port=0))
        on_ready(loop, server.sockets[0].getsockname()[1])
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            print("interrupted")
        loop.run_until_complete(stop(server))
        loop.run_until_complete(asyncio.sleep(0))
        rest = asyncio.all_tasks(loop)
        if rest:
            loop.run_until_complete(asyncio.wait(rest))
    finally:
        asyncio.set_event_loop(None)
        loop.close()
