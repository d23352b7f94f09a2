# Right: finds the open async generators itself, with hooks of its own, and closes them one by one when all tasks are over.
import asyncio
import sys


def main(report):
    async def tracked():
        begun = []
        loops = sys.get_asyncgen_hooks()

        def first(agen):
            begun.append(agen)

        sys.set_asyncgen_hooks(firstiter=first, finalizer=loops.finalizer)
        me = asyncio.current_task()
        try:
            return await report()
        finally:
            while rest := asyncio.all_tasks() - {me}:
                for task in rest:
                    task.cancel()
                await asyncio.gather(*rest, return_exceptions=True)
            while begun:
                await begun.pop().aclose()
            sys.set_asyncgen_hooks(*loops)

    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(tracked())
    finally:
        loop.close()
