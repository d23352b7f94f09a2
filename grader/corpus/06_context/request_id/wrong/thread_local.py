# threading.local: all tasks run in one thread, and share it.
# fails: Requests at once see their own ids, and none waits
import threading

local = threading.local()


def current_id():
    return getattr(local, "rid", "-")


async def handle(rid, query):
    before = current_id()
    local.rid = rid
    try:
        return await query()
    finally:
        local.rid = before
