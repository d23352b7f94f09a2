# Right: a loop in a thread of its own, whose outcome a Future brings back.
import asyncio
import threading
from concurrent.futures import Future


async def tidy_up(loop):
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await loop.shutdown_asyncgens()
    await loop.shutdown_default_executor()


def run_job(job):
    outcome = Future()

    def work():
        loop = asyncio.new_event_loop()
        try:
            try:
                result = loop.run_until_complete(job())
            finally:
                loop.run_until_complete(tidy_up(loop))
                loop.close()
        except BaseException as error:
            outcome.set_exception(error)
        else:
            outcome.set_result(result)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return outcome.result()
