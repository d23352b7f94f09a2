"""What comes from outside the loop's own time: processes, sockets, signals."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from grader.lab.loops.loop import LabLoop

NAP = "import time; time.sleep(0.3)"


def now() -> float:
    """Return the virtual time."""
    return asyncio.get_running_loop().time()


async def over(server: asyncio.Server, writer: asyncio.StreamWriter) -> float:
    """Close both ends, and let the handlers see it. Return what time it was."""
    time_was = now()
    writer.close()
    await writer.wait_closed()
    server.close()
    await asyncio.sleep(1)
    return time_was


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send lines back until there are no more."""
    while line := await reader.readline():
        writer.write(line)
    writer.close()


def test_a_process_pool_is_waited_for() -> None:
    """Time runs with the wall clock while another process works: 0.3 s are in time for 30, and take some."""

    async def main() -> float:
        with ProcessPoolExecutor(1) as pool:
            async with asyncio.timeout(30):
                await asyncio.get_running_loop().run_in_executor(pool, time.sleep, 0.3)
        return now()

    assert 0.2 <= asyncio.run(main()) < 30


def test_a_process_pool_fed_directly() -> None:
    """Jobs given by submit() count as well; when they are done, time jumps again, and leaving the pool is no blocking call."""

    async def main() -> Any:
        with ProcessPoolExecutor(2) as pool:
            async with asyncio.timeout(30):
                await asyncio.gather(*(asyncio.wrap_future(pool.submit(abs, -number)) for number in range(4)))
            worked = now()
            await asyncio.sleep(3600)
            loop = asyncio.get_running_loop()
            assert isinstance(loop, LabLoop)
        return now() - worked, loop.blocked

    assert asyncio.run(main()) == (3600, [])


def test_a_child_process_is_waited_for() -> None:
    """A child process is in time for a timeout that is longer than it takes."""

    async def main() -> float:
        async with asyncio.timeout(30):
            child = await asyncio.create_subprocess_exec(sys.executable, "-c", NAP)
            assert await child.wait() == 0
        return now()

    assert 0.2 <= asyncio.run(main()) < 30


def test_time_jumps_again_after_a_child() -> None:
    """A child process that has ended, and said all, holds nobody up."""

    async def main() -> float:
        child = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(7)", stdout=asyncio.subprocess.PIPE)
        said, _ = await child.communicate()
        assert said.split() == [b"7"]
        started = now()
        await asyncio.sleep(3600)
        return now() - started

    assert asyncio.run(main()) == 3600


def test_sockets_of_ones_own_take_no_time() -> None:
    """A server and a client on the same loop: what takes time is what the handler sleeps."""

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        await asyncio.sleep(5)
        writer.write(line)
        writer.close()

    async def main() -> tuple[bytes, float]:
        server = await asyncio.start_server(slow, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"hello\n")
        got = await reader.readline()
        return got, await over(server, writer)

    assert asyncio.run(main()) == (b"hello\n", 5)


def test_ping_pong_under_a_tiny_timeout() -> None:
    """Bytes on their way between two sockets of the loop are never overtaken by a timer."""

    async def main() -> float:
        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for number in range(200):
            async with asyncio.timeout(0.001):
                writer.write(f"{number}\n".encode())
                assert int(await reader.readline()) == number
        return await over(server, writer)

    assert asyncio.run(main()) == 0


def test_small_writes_are_not_held_back() -> None:
    """A socket made by hand gets its small writes through at once, too (Nagle's algorithm would wait for 40 ms)."""

    async def two(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"a\n")
        await asyncio.sleep(0)
        writer.write(b"b\n")
        writer.close()

    async def main() -> float:
        server = await asyncio.start_server(two, sock=socket.create_server(("127.0.0.1", 0)))
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        async with asyncio.timeout(0.001):
            writer.write(b"x\n")
            assert await reader.read() == b"a\nb\n"
        return await over(server, writer)

    assert asyncio.run(main()) == 0


def test_a_stranger_s_socket_is_waited_for() -> None:
    """While a socket leads out of this loop, time runs with the wall clock."""

    async def main() -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        stranger, _ = listener.accept()
        loop = asyncio.get_running_loop()
        assert isinstance(loop, LabLoop)
        await asyncio.sleep(0.1)
        count = loop.foreign_sockets()
        for sock in (stranger, listener):
            sock.close()
        assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()
        return count

    started = time.monotonic()
    assert asyncio.run(main()) == 1
    assert time.monotonic() - started >= 0.05


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="POSIX signals")
def test_a_signal_comes_when_it_is_sent() -> None:
    """A signal that the program sends to itself at 2 s is handled at 2 s."""

    async def main() -> float:
        loop, future = asyncio.get_running_loop(), asyncio.get_running_loop().create_future()
        loop.add_signal_handler(signal.SIGUSR1, future.set_result, None)
        loop.call_later(2, os.kill, os.getpid(), signal.SIGUSR1)
        await future
        loop.remove_signal_handler(signal.SIGUSR1)
        return now()

    assert asyncio.run(main()) == 2


@pytest.mark.skipif(not hasattr(signal, "SIGUSR1"), reason="POSIX signals")
def test_a_signal_handler_does_not_slow_time() -> None:
    """A program that could be signalled sleeps as fast as any other."""

    async def main() -> float:
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, print)
        await asyncio.sleep(3600)
        return now()

    assert asyncio.run(main()) == 3600


def test_a_name_is_looked_up_in_no_time() -> None:
    """A name's address is looked up in a thread: it is in time for any timeout."""

    async def main() -> float:
        async with asyncio.timeout(0.001):
            assert await asyncio.get_running_loop().getaddrinfo("localhost", 80)
        return now()

    assert asyncio.run(main()) == 0


def test_the_number_of_a_closed_socket_is_not_ours() -> None:
    """A descriptor that a closed transport has left behind may be a stranger's by now: its peer is foreign all the same."""

    async def main() -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        loop = asyncio.get_running_loop()
        assert isinstance(loop, LabLoop)
        _, old = await asyncio.open_connection(*listener.getsockname())
        _, writer = await asyncio.open_connection(*listener.getsockname())
        first, _ = listener.accept()
        old.close()
        await old.wait_closed()
        stranger, _ = listener.accept()  # most likely under the number of the closed one
        count = loop.foreign_sockets()
        for sock in (first, stranger, listener):
            sock.close()
        writer.close()
        await writer.wait_closed()
        return count

    assert asyncio.run(main()) == 1


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="POSIX terminals")
def test_a_terminal_is_outside() -> None:
    """What is typed at a terminal arrives in time for a timeout, though the kernel takes a moment to pass it on."""

    async def main() -> bytes:
        master, slave = os.openpty()
        reader = asyncio.StreamReader()
        with open(master, "rb", 0) as file:  # noqa: ASYNC230, PTH123 - a terminal, and by its number
            transport, _ = await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
            async with asyncio.timeout(30):
                os.write(slave, b"typed\n")
                line = await reader.readline()
            transport.close()
            await asyncio.sleep(0)
        os.close(slave)
        return line

    assert asyncio.run(main()).rstrip() == b"typed"
