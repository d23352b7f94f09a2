# Makes a new context variable for each request, in one global name: current_id looks only into the newest.
# fails: Requests at once see their own ids, and none waits
import contextvars

request_id = contextvars.ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    global request_id
    before = request_id
    request_id = contextvars.ContextVar("request_id", default="-")
    request_id.set(rid)
    try:
        return await query()
    finally:
        request_id = before
