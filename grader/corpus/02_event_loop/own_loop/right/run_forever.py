# Right: run_forever, stopped by a callback of the job's task; and again until nothing is left.
import asyncio


def run_job(job):
    loop = asyncio.SelectorEventLoop()
    main = loop.create_task(job())

    def until_over(future):
        future.add_done_callback(stop)
        loop.run_forever()
        future.remove_done_callback(stop)

    def stop(_):
        loop.stop()

    try:
        until_over(main)
    finally:
        while tasks := [task for task in asyncio.all_tasks(loop) if not task.done()]:
            for task in tasks:
                task.cancel()
            for task in tasks:
                if not task.done():
                    until_over(task)
        until_over(loop.create_task(loop.shutdown_asyncgens()))
        until_over(loop.create_task(loop.shutdown_default_executor()))
        loop.close()
    return main.result()
