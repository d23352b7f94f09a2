# Idle: runs main, and listens to nothing.

import asyncio


def find_blockers(main, slow=0.1):
    asyncio.run(main())
    return []
