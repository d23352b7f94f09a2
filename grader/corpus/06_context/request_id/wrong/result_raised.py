# A task hands over the result or the exception, and it raises what looks like one.
# fails: Deep in the call chain the request's id is current
# kind: odd-values
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    async def run():
        request_id.set(rid)
        return await query()

    [outcome] = await asyncio.gather(run(), return_exceptions=True)
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome
