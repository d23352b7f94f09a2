# Right: the variable holds an object of the request, a new one each time; a task group owns the query.
import asyncio
import contextvars
import dataclasses


@dataclasses.dataclass(frozen=True)
class Request:
    rid: str = "-"


class Current:
    variable = contextvars.ContextVar("request", default=Request())


def current_id():
    return Current.variable.get().rid


async def handle(rid, query):
    outcome = []

    async def run():
        Current.variable.set(Request(rid))
        try:
            outcome.append((await query(), None))
        except Exception as error:
            outcome.append((None, error))

    async with asyncio.TaskGroup() as group:
        group.create_task(run())
    [(result, error)] = outcome
    if error:
        raise error
    return result
