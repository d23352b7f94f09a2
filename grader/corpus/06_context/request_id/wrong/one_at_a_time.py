# A global variable, and a lock around it: right ids, but one request waits for the other.
# fails: Requests at once see their own ids, and none waits
# kind: points-for-nothing
import asyncio

_current = "-"
_lock = asyncio.Lock()


def current_id():
    return _current


async def handle(rid, query):
    global _current
    async with _lock:
        before, _current = _current, rid
        try:
            return await query()
        finally:
            _current = before
