# As it is often shown: no default, and no reset.
# fails: Outside of every request the id is "-"
import contextvars

request_id = contextvars.ContextVar("request_id")


def current_id():
    return request_id.get()


async def handle(rid, query):
    request_id.set(rid)
    return await query()
