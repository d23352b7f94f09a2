# Outside of any request current_id raises LookupError.
# fails: Outside of every request the id is "-"
import contextvars

request_id = contextvars.ContextVar("request_id")


def current_id():
    return request_id.get()


async def handle(rid, query):
    token = request_id.set(rid)
    try:
        return await query()
    finally:
        request_id.reset(token)
