# Wrong: waits for the threads before it cancels what is left; only after an interrupt is the order right.
# fails: Tasks that are left are cancelled, and over before run_job ends
# kind: stops-late
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        try:
            return loop.run_until_complete(job())
        except KeyboardInterrupt:
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(asyncio.wait(left))
            raise
        finally:
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
            left = asyncio.all_tasks(loop)
            for task in left:
                task.cancel()
            if left:
                loop.run_until_complete(asyncio.wait(left))
    finally:
        loop.close()
