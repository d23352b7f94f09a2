# Names the task after the request: a task that the request starts has another name.
# fails: Tasks see the id of the request that started them
import asyncio


def current_id():
    name = asyncio.current_task().get_name()
    return name.removeprefix("request ") if name.startswith("request ") else "-"


async def handle(rid, query):
    task = asyncio.current_task()
    before = task.get_name()
    task.set_name(f"request {rid}")
    try:
        return await query()
    finally:
        task.set_name(before)
