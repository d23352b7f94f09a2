# Right: drives the coroutine itself, each step in a copy of the context.
import contextvars

ID = contextvars.ContextVar("ID", default="-")


def current_id():
    return ID.get()


class Inside:
    def __init__(self, context, coroutine):
        self.context, self.coroutine = context, coroutine

    def __await__(self):
        step = self.coroutine.send, None
        while True:
            try:
                future = self.context.run(*step)
            except StopIteration as stop:
                return stop.value
            try:
                step = self.coroutine.send, (yield future)
            except GeneratorExit:
                self.context.run(self.coroutine.close)
                raise
            except BaseException as error:
                step = self.coroutine.throw, error


async def handle(rid, query):
    async def awaiting():
        return await query()

    context = contextvars.copy_context()
    context.run(ID.set, rid)
    return await Inside(context, awaiting())
