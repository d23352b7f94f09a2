"""A server that stops gracefully.

`serve` runs a TCP server on an event loop of its own, until that loop is stopped. It is an ordinary function: it returns (None) when all
is over.

- It listens on 127.0.0.1, on a port that the system chooses. As soon as it listens, it calls `on_ready(loop, port)`, once.
- A client sends lines of UTF-8 text, each ended by a newline. For each, the server awaits `handle(line)`, without the newline, and sends
  the answer, a text, and a newline. A client may send many lines over its connection: they are answered in their order. Many clients
  are served at the same time. A client may hang up when it likes; as long as it doesn't, its connection stays open.
- Some time later somebody calls `loop.stop()`: a callback on the loop, or a signal handler. Or KeyboardInterrupt (Ctrl+C) ends
  `run_forever()` instead. Either way the server shuts down *gracefully*, and `serve` returns:
  from now on, no new connection is accepted, and `handle` isn't called any more;
  a request in flight (`handle` has been called and is not over) is still answered, however long it takes;
  `serve` returns as soon as the last of them is answered.
- Then nothing is left: every connection is closed (also of clients that just wait), the listener is closed, no task is unfinished,
  the loop is closed.
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
