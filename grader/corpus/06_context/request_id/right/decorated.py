# Right: a generator as a context manager, entered by an exit stack; current_id looks into a copy of the context.
import contextlib
import contextvars

_var = contextvars.ContextVar("rid", default="-")


def current_id():
    return contextvars.copy_context().get(_var, "-")


@contextlib.contextmanager
def request(rid):
    token = _var.set(rid)
    try:
        yield
    finally:
        token.var.reset(token)


async def handle(rid, query):
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(request(rid))
        return await query()
