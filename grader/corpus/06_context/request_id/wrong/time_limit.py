# Gives up on a query after an hour.
# fails: Deep in the call chain the request's id is current
# kind: own-time-limit
import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    token = request_id.set(rid)
    try:
        async with asyncio.timeout(3600):
            return await query()
    finally:
        request_id.reset(token)
