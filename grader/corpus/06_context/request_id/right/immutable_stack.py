# Right: a stack of ids, as a tuple; put back by hand, with no token.
import contextvars

ids = contextvars.ContextVar("ids", default=())


def current_id():
    stack = ids.get()
    return stack[-1] if stack else "-"


async def handle(rid, query):
    before = ids.get()
    ids.set((*before, rid))
    try:
        result = await query()
    finally:
        ids.set(before)
    return result
