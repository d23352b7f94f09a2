# Right: sockets by hand, with loop.sock_accept and loop.sock_recv; a TaskGroup of all clients.
import asyncio
import socket


async def talk(handle, client, state):
    loop = asyncio.get_running_loop()
    buffer = b""
    with client:
        while not state["stop"]:
            if b"\n" in buffer:
                line, _, buffer = buffer.partition(b"\n")
                state["busy"] += 1
                answer = await handle(line.decode())
                state["busy"] -= 1
                await loop.sock_sendall(client, f"{answer}\n".encode())
                continue
            reading = asyncio.ensure_future(loop.sock_recv(client, 4096))
            state["idle"].add(reading)
            try:
                data = await reading
            except (asyncio.CancelledError, ConnectionError):
                return
            finally:
                state["idle"].discard(reading)
            if not data:
                return
            buffer += data


async def listen(handle, listener, state):
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        try:
            while True:
                client, _ = await loop.sock_accept(listener)
                client.setblocking(False)
                group.create_task(talk(handle, client, state))
        except asyncio.CancelledError:
            pass
        listener.close()


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    state = {"stop": False, "idle": set(), "busy": 0}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        main = loop.create_task(listen(handle, listener, state))
        on_ready(loop, listener.getsockname()[1])
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            pass
        finally:
            loop.remove_reader(listener)
            listener.close()
            state["stop"] = True
            for reading in list(state["idle"]):
                reading.cancel()
            main.cancel()
            try:
                loop.run_until_complete(main)
            except asyncio.CancelledError:
                pass
            loop.close()
