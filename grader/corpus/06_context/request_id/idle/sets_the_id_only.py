# Idle: makes the id current, and never calls the query.
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def current_id():
    return request_id.get()


async def handle(rid, query):
    token = request_id.set(rid)
    request_id.reset(token)
