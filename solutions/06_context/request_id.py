"""The right request id everywhere: the reference."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

_request_id: ContextVar[str] = ContextVar("request_id", default="-")  # each task has a context, a copy of its maker's


def current_id() -> str:
    """Return the id of the request for which this code runs; "-" outside of any."""
    return _request_id.get()


async def handle(rid: str, query: Callable[[], Awaitable[Any]]) -> Any:
    """Await `query()`, with `rid` as the current id; return its result."""
    token = _request_id.set(rid)
    try:
        return await query()
    finally:
        _request_id.reset(token)  # what it was before, not "-": this request may be part of another one
