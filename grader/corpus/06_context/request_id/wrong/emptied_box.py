# The variable holds a box, which is emptied when the request is over: a task that goes on shares it.
# fails: Tasks see the id of the request that started them
from contextvars import ContextVar

box = ContextVar("box", default={"rid": "-"})


def current_id():
    return box.get()["rid"]


async def handle(rid, query):
    mine = {"rid": rid}
    token = box.set(mine)
    try:
        return await query()
    finally:
        box.reset(token)
        mine["rid"] = "-"
