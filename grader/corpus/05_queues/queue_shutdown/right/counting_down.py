# Callbacks count the producers down; the last one to end cancels consumers that wait for an item, and only those.

import asyncio


async def run(queue, producers, consumers):
    failures, waiting = [], set()
    left = len(producers)

    def send_home():
        if left == 0 and queue.empty():
            for task in waiting:
                task.cancel()

    async def consume(consumer):
        me = asyncio.current_task()
        while left or not queue.empty():
            waiting.add(me)
            try:
                item = await queue.get()
            except asyncio.CancelledError:
                return  # run itself tells a cancel of its own from this one
            finally:
                waiting.discard(me)
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)
        send_home()

    def producer_ended(task):
        nonlocal left
        left -= 1
        if not task.cancelled() and task.exception():
            failures.append(task.exception())
        asyncio.get_running_loop().call_soon(send_home)

    workers = [asyncio.create_task(consume(consumer)) for consumer in consumers]
    makers = [asyncio.create_task(producer(queue)) for producer in producers]
    for maker in makers:
        maker.add_done_callback(producer_ended)
    if not makers:
        send_home()
    pending = {*workers, *makers}
    cancel = None
    while pending:
        try:
            _, pending = await asyncio.wait(pending)
        except asyncio.CancelledError as error:
            cancel = error
            for task in workers + makers:
                task.cancel()
            pending = {task for task in pending if not task.done()}
    if cancel:
        raise cancel
    if failures:
        raise ExceptionGroup("run", failures)
