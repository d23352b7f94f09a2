# Idle: a loop that runs until it is stopped, and no server.
import asyncio


def serve(handle, on_ready):
    loop = asyncio.new_event_loop()
    on_ready(loop, 1)
    try:
        loop.run_forever()
    except KeyboardInterrupt:
        pass
    loop.close()
