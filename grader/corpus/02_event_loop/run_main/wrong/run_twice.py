# Wrong: runs the report once to see whether it works, and once for its result.
# fails: main returns what the report returns
import asyncio


def main(report):
    asyncio.run(report())
    return asyncio.run(report())
