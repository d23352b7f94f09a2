# Wrong: interrupted, it cancels the job and runs it to its end: CancelledError comes out instead of KeyboardInterrupt.
# fails: An interrupt cancels the job, and reaches the caller
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    main = loop.create_task(job())
    try:
        try:
            return loop.run_until_complete(main)
        except KeyboardInterrupt:
            main.cancel()
            return loop.run_until_complete(main)
    finally:
        if tasks := asyncio.all_tasks(loop):
            for t in tasks:
                t.cancel()
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
