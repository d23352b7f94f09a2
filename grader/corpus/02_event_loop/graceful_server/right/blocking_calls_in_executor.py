# Blocking accept and recv, each in a thread of an executor; the loop awaits them.

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    pool = ThreadPoolExecutor(1000)
    listener = socket.create_server(("127.0.0.1", 0))
    clients, talks, stopping = set(), set(), False

    async def talk(client):
        held = b""
        try:
            while not stopping:
                while b"\n" not in held:
                    data = await loop.run_in_executor(pool, client.recv, 4096)
                    if not data:
                        return
                    held += data
                if stopping:
                    return
                line, _, held = held.partition(b"\n")
                answer = await handle(line.decode())
                await loop.run_in_executor(pool, client.sendall, f"{answer}\n".encode())
        except OSError:
            pass
        finally:
            clients.discard(client)
            client.close()

    async def accept():
        while True:
            try:
                client, _ = await loop.run_in_executor(pool, listener.accept)
            except OSError:
                return
            if stopping:
                client.close()
                return
            clients.add(client)
            task = loop.create_task(talk(client))
            talks.add(task)
            task.add_done_callback(talks.discard)

    accepting = loop.create_task(accept())

    async def end():
        listener.shutdown(socket.SHUT_RDWR)
        for client in clients:
            client.shutdown(socket.SHUT_RD)
        await accepting
        listener.close()
        if talks:
            await asyncio.wait(talks)

    on_ready(loop, listener.getsockname()[1])
    try:
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            pass
        stopping = True
        loop.run_until_complete(end())
    finally:
        pool.shutdown()
        loop.close()
