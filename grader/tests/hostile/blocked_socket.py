# It receives from a socket that nobody sends to.
# ends: blocked
# says: Your program waits for something that never comes, outside asyncio. Line 9.
import socket


async def run_all(jobs, limit=3):
    ours, theirs = socket.socketpair()
    return ours.recv(1) or theirs
