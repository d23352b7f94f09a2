# Wrong: runs the loop for ever in a thread, and never stops it.
# fails: The loop is closed, however the report ends
# kind: outlives-the-call
import asyncio
import threading


def main(report):
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return asyncio.run_coroutine_threadsafe(report(), loop).result()
