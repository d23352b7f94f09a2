# Idle: makes a loop, and closes it.

import asyncio


def find_blockers(main, slow=0.1):
    loop = asyncio.new_event_loop()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    return []
