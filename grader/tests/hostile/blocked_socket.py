# It receives from a socket that nobody sends to.
import socket


async def run_all(jobs, limit=3):
    ours, theirs = socket.socketpair()
    return ours.recv(1) or theirs
