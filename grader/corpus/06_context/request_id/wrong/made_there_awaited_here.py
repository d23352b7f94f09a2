# Makes the coroutine in a copy of the context, but awaits it in the caller's: a coroutine has no context of its own.
# fails: Deep in the call chain the request's id is current
import contextvars

request_id = contextvars.ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    context = contextvars.copy_context()
    context.run(request_id.set, rid)
    return await context.run(query)
