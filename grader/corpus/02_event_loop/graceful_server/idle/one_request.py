# Idle: handles one line by itself, and returns.
import asyncio


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    loop.run_until_complete(handle("slow"))
    loop.close()
