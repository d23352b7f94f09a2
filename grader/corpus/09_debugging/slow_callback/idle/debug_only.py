# Idle: runs main in debug mode, and listens to nothing.

import asyncio


def find_blockers(main, slow=0.1):
    asyncio.run(main(), debug=True)
    return []
