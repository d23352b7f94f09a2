# Prints a failure of the query instead of passing it on.
# fails: A failure reaches the caller, and leaves nothing
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    token = request_id.set(rid)
    try:
        return await query()
    except Exception as error:
        print(f"[{rid}] failed: {error}")
    finally:
        request_id.reset(token)
