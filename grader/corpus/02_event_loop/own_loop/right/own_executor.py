# Right: gives the loop a thread pool of its own making, and shuts that down itself.
import asyncio
from concurrent.futures import ThreadPoolExecutor


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        with ThreadPoolExecutor() as pool:
            loop.set_default_executor(pool)
            try:
                return loop.run_until_complete(job())
            finally:
                tasks = asyncio.all_tasks(loop)
                for task in tasks:
                    task.cancel()
                if tasks:
                    loop.run_until_complete(asyncio.wait(tasks))
                loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()
