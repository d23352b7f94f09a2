# Wrong: runs the report, and returns nothing.
# fails: main returns what the report returns
import asyncio


def main(report):
    asyncio.run(report())
