# A thread for each client, and one that accepts them, all in blocking calls; only the handling of a line is the loop's.

import asyncio
import socket
import threading


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    stopping = threading.Event()
    lock = threading.Lock()
    clients, threads, tasks = set(), [], set()

    async def answer(line):
        tasks.add(asyncio.current_task())
        try:
            return None if stopping.is_set() else await handle(line)
        finally:
            tasks.discard(asyncio.current_task())

    def talk(client):
        with client, client.makefile("r", encoding="utf-8", newline="\n") as lines:
            try:
                for line in lines:
                    if not line.endswith("\n"):
                        break
                    reply = asyncio.run_coroutine_threadsafe(answer(line[:-1]), loop).result()
                    if reply is None:
                        break
                    client.sendall(f"{reply}\n".encode())
                    if stopping.is_set():
                        break
            except (OSError, RuntimeError):
                pass  # it has hung up, or was closed at the end
            with lock:
                clients.discard(client)

    def accept():
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with lock:
                if stopping.is_set():
                    client.close()
                    return
                clients.add(client)
                thread = threading.Thread(target=talk, args=(client,))
                threads.append(thread)
            thread.start()

    listener = socket.create_server(("127.0.0.1", 0))
    accepting = threading.Thread(target=accept)
    accepting.start()
    on_ready(loop, listener.getsockname()[1])

    async def end():
        def end_threads():
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            listener.close()
            with lock:
                for client in clients:
                    client.shutdown(socket.SHUT_RD)
            for thread in threads:
                thread.join()

        await asyncio.to_thread(end_threads)

    try:
        try:
            loop.run_forever()
        except KeyboardInterrupt:
            pass
        stopping.set()
        loop.run_until_complete(end())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
