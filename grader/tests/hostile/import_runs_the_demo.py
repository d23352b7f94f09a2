# It runs an endless demo at import: the guard for __main__ is missing.
# ends: not loaded
# says: Your file is never done with being imported: it goes on for ever. Keep what runs the program under `if __name__ == "__main__":`. Line 12.
import asyncio


async def demo():
    while True:
        await asyncio.sleep(1)


asyncio.run(demo())
