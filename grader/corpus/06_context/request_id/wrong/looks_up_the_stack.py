# Looks for handle among the callers: in a task of its own nobody has been called by handle.
# fails: Tasks see the id of the request that started them
import sys


def current_id():
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code is handle.__code__:
            return frame.f_locals["rid"]
        frame = frame.f_back
    return "-"


async def handle(rid, query):
    return await query()
