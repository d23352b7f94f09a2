# The program that one often sees: it prints a line where it is cancelled, and returns: the cancel is swallowed, the commit left to itself.
# fails: The cancel reaches the caller in the end

import asyncio


async def save(commit, record):
    try:
        return await asyncio.shield(commit(record))
    except asyncio.CancelledError:
        print("save was cancelled, but the shield has protected the commit")
