# Wrong: makes a Runner, and never closes it.
# fails: The loop is closed, however the report ends
import asyncio


def main(report):
    return asyncio.Runner().run(report())
