"""Threads that wait in system calls: the loop goes on beside them, and time stands still exactly until all of them sleep."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from grader.lab.clock.clock import Deadlock
from grader.lab.threads import beside, kernel

pytestmark = pytest.mark.skipif(not kernel.AVAILABLE, reason="only the kernel can tell who sleeps")


def now() -> float:
    """Return the virtual time."""
    return asyncio.get_running_loop().time()


def both(first: Callable[[], object], second: Callable[[], object]) -> Callable[[], object]:
    """Make one call of two."""
    return lambda: [one() for one in (first, second)]


def pipe_pair() -> tuple[Callable[[], object], Callable[[], object]]:
    """Make something that blocks a thread, and what ends it: a pipe."""
    reading, writing = os.pipe()
    wait = both(partial(os.read, reading, 1), partial(os.close, reading))
    return wait, both(partial(os.write, writing, b"."), partial(os.close, writing))


def socket_pair() -> tuple[Callable[[], object], Callable[[], object]]:
    """Make the same with a socket pair."""
    one, other = socket.socketpair()
    return both(partial(one.recv, 1), one.close), both(partial(other.sendall, b"."), other.close)


def lock_pair() -> tuple[Callable[[], object], Callable[[], object]]:
    """Make the same with a lock."""
    lock = threading.Lock()
    lock.acquire()
    return lock.acquire, lock.release


def shared_lock_pair() -> tuple[Callable[[], object], Callable[[], object]]:
    """Make the same with a lock that processes share."""
    lock = multiprocessing.get_context("spawn").Lock()
    lock.acquire()
    return lock.acquire, lock.release


def connection_pair() -> tuple[Callable[[], object], Callable[[], object]]:
    """Make the same with multiprocessing's connections."""
    one, other = multiprocessing.Pipe()
    return both(one.recv, one.close), both(partial(other.send, 7), other.close)


def listener_pair() -> tuple[Callable[[], object], Callable[[], object]]:
    """Make the same with a listening socket."""
    listener = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        listener.accept()[0].close()
        listener.close()

    return accept, lambda: socket.create_connection(listener.getsockname()).close()


PAIRS = [pipe_pair, socket_pair, lock_pair, shared_lock_pair, connection_pair, listener_pair]
Pair = Callable[[], tuple[Callable[[], object], Callable[[], object]]]


@pytest.mark.parametrize("pair", PAIRS)
def test_time_passes_beside_a_thread_that_waits(pair: Pair) -> None:
    """The loop's hour goes by; then it ends the thread's wait, which takes no time more."""

    async def main() -> float:
        wait, end = pair()
        waiting = asyncio.create_task(asyncio.to_thread(wait))
        await asyncio.sleep(3600)
        assert not waiting.done()
        end()
        await waiting
        return now()

    assert asyncio.run(main()) == 3600


@pytest.mark.parametrize("pair", PAIRS)
def test_one_thread_may_wait_for_another(pair: Pair) -> None:
    """A thread that sleeps two seconds ends another one's wait at 2 s."""

    async def main() -> tuple[float, float]:
        wait, end = pair()
        seen = list[float]()

        def first() -> None:
            wait()
            seen.append(time.monotonic())

        def second() -> None:
            time.sleep(2)
            end()

        await asyncio.gather(asyncio.to_thread(first), asyncio.to_thread(second))
        return seen[0], now()

    assert asyncio.run(main()) == (2, 2)


@pytest.mark.parametrize("pair", PAIRS)
def test_many_come_back_in_the_same_order(pair: Pair) -> None:
    """Ten threads whose waits end all at once are heard in the order in which they were started."""

    async def main() -> list[int]:
        pairs, order = [pair() for _ in range(10)], list[int]()
        loop = asyncio.get_running_loop()

        def work(number: int) -> None:
            pairs[number][0]()
            loop.call_soon_threadsafe(order.append, number)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
        for thread in threads:
            thread.start()
        await asyncio.sleep(1)
        for _, end in reversed(pairs):
            end()
        await asyncio.sleep(1)
        assert not any(thread.is_alive() for thread in threads)
        return order

    assert asyncio.run(main()) == list(range(10))


def test_a_wait_for_a_lock_that_never_comes_is_a_deadlock() -> None:
    """Where all threads wait for locks, nothing from outside can help: that is told at once, with the thread."""
    lock = threading.Lock()

    async def main() -> None:
        with lock:
            await asyncio.to_thread(lock.acquire)

    with pytest.raises(Deadlock, match=r"waits in to_thread\(\)"):
        asyncio.run(main())


def test_a_server_with_a_thread_for_each_client() -> None:
    """Blocking accept and recv in threads; clients are threads too; each answer takes a virtual second."""

    async def main() -> tuple[list[bytes], float]:
        listener = socket.create_server(("127.0.0.1", 0))

        def serve(connection: socket.socket) -> None:
            with connection:
                while data := connection.recv(100):
                    time.sleep(1)
                    connection.sendall(data.upper())

        def accept() -> None:
            for _ in range(4):
                connection, _ = listener.accept()
                threading.Thread(target=serve, args=(connection,)).start()
            listener.close()

        def client(number: int) -> bytes:
            with socket.create_connection(listener.getsockname()) as connection:
                connection.sendall(b"a%d" % number)
                answer = connection.recv(100)
                connection.sendall(b"b%d" % number)
                return answer + connection.recv(100)

        threading.Thread(target=accept).start()
        answers = await asyncio.gather(*(asyncio.to_thread(client, number) for number in range(4)))
        return answers, now()

    assert asyncio.run(main()) == ([b"A%dB%d" % (number, number) for number in range(4)], 2)


def test_a_process_that_a_thread_waits_for_takes_no_time() -> None:
    """subprocess.run in threads: all is over before time moves, however long it really takes."""

    async def main() -> tuple[list[str], float]:
        def ask(number: int) -> str:
            words = [sys.executable, "-S", "-c", f"print(sum(range(10**6)) * 0 + {number})"]
            return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()

        async with asyncio.timeout(1):
            said = await asyncio.gather(*(asyncio.to_thread(ask, number) for number in range(3)))
        return said, now()

    assert asyncio.run(main()) == (["0", "1", "2"], 0)


def echo(there: Any) -> None:
    """Be a process that sends back what it gets."""
    while (word := there.recv()) is not None:
        there.send(word)


def test_worker_processes_with_pipes() -> None:
    """Threads talk to processes of their own over pipes; what a thread sleeps between takes its time, and nothing else does."""

    async def main() -> tuple[list[int], float]:
        def talk(number: int) -> int:
            here, there = multiprocessing.Pipe()
            process = multiprocessing.Process(target=echo, args=(there,))
            process.start()
            here.send(number)
            time.sleep(1)
            answer: int = here.recv()
            here.send(None)
            process.join()
            return answer

        said = await asyncio.gather(*(asyncio.to_thread(talk, number) for number in range(3)))
        return said, now()

    assert asyncio.run(main()) == ([0, 1, 2], 1)


def test_a_thread_that_spins_until_the_loop_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that computes on and on doesn't keep the loop from what it has to do: perhaps that is what the thread waits for."""
    monkeypatch.setattr(beside, "SPIN", 0.05)

    async def main() -> float:
        over = list[bool]()

        def spin() -> None:
            while not over:
                pass

        spinning = asyncio.create_task(asyncio.to_thread(spin))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        over.append(True)
        await spinning
        return now()

    assert asyncio.run(main()) == 0


def test_a_thread_that_comes_back_with_a_lock_does_not_stop_the_loop() -> None:
    """A thread that waits for its turn and holds a lock that the loop's thread takes goes on without a turn."""

    async def main() -> list[str]:
        loop, lock, order = asyncio.get_running_loop(), threading.Lock(), list[str]()
        reading, writing = os.pipe()

        def work() -> None:
            with lock:
                os.read(reading, 1)
                loop.call_soon_threadsafe(order.append, "thread")

        thread = asyncio.create_task(asyncio.to_thread(work))
        await asyncio.sleep(1)
        os.write(writing, b".")
        with lock:
            order.append("loop")
        await thread
        os.close(reading)
        os.close(writing)
        return sorted(order)

    assert asyncio.run(main()) == ["loop", "thread"]


def test_the_kernel_tells_who_sleeps() -> None:
    """A thread in a system call is seen asleep, twice with the same count; one that runs is not."""
    gate, ready = threading.Lock(), threading.Event()
    gate.acquire()
    ids = list[int]()

    def work() -> None:
        ids.append(threading.get_native_id())
        ready.set()
        with gate:
            pass

    thread = threading.Thread(target=work)
    thread.start()
    ready.wait()
    while kernel.threads()[ids[0]] != kernel.threads()[ids[0]] or not kernel.sleeps(kernel.threads()[ids[0]][0]):
        pass
    assert kernel.call(ids[0]) in kernel.FUTEX or not kernel.FUTEX
    gate.release()
    thread.join()
    assert ids[0] not in kernel.threads()
