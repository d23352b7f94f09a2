"""A server that stops gracefully.

`serve` runs a TCP server on an event loop of its own, until that loop is stopped. It is an ordinary function, and returns None.

- It listens on 127.0.0.1, on a port that the system chooses. As soon as it listens, it calls `on_ready(loop, port)`, once.
- A client sends lines of UTF-8 text, each ended by a newline (and shorter than 64 KiB). For each line, the server awaits `handle(line)`,
  without the newline. It sends the answer, a text, and a newline. `handle` does not fail.
- A client may send many lines: they are answered in their order. Many clients are served at the same time.
- A client may hang up when it likes. As long as it doesn't, its connection stays open, however long it says nothing.
- Some time later, somebody calls `loop.stop()`, or KeyboardInterrupt (Ctrl+C) ends `run_forever()`. Then the server stops *gracefully*.
  It accepts no new connection, and calls `handle` no more. A request in flight (`handle` is at work on it) is still answered, however
  long it takes.
- `serve` returns as soon as the last of them is answered. By then every connection is closed (also of clients that just wait), and so is
  the listener; no task is unfinished; the loop is closed.
- Open: text without a newline before a client hangs up; and what becomes of a client that connects in the very moment of the stop.
"""

import asyncio
import socket
import threading
import time
from collections.abc import Awaitable, Callable

Handle = Callable[[str], Awaitable[str]]
OnReady = Callable[[asyncio.AbstractEventLoop, int], object]


def serve(handle: Handle, on_ready: OnReady) -> None:
    """Answer lines over TCP, on a loop of its own, until that is stopped; then shut down gracefully."""
    # TODO: make a loop, start a server on it, run it until it is stopped, and clean up.
    raise NotImplementedError


def demo() -> None:
    """Watch it: two clients; the server is stopped while the second one's request is in flight."""

    async def shout(line: str) -> str:
        await asyncio.sleep(1)
        return line.upper()

    def client(name: str, port: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(f"hello from {name}\n".encode())
            print(f"{name} reads", connection.recv(100))
            print(f"{name} reads", connection.recv(100), "(nothing: the server has closed the connection)")

    def start_clients(loop: asyncio.AbstractEventLoop, port: int) -> None:
        print("listening on port", port)
        threading.Thread(target=client, args=("Ada", port)).start()
        loop.call_later(1.5, lambda: threading.Thread(target=client, args=("Alan", port)).start())
        loop.call_later(2, loop.stop)

    started = time.monotonic()
    serve(shout, start_clients)
    print(f"serve returned after {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    demo()
