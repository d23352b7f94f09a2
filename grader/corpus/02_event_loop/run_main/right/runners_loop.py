# Right: a Runner, for its loop and its tidying up; the report is run on the loop itself.
import asyncio


def main(report):
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        return loop.run_until_complete(loop.create_task(report(), name="report"))
