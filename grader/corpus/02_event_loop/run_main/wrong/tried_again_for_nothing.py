# Wrong: takes a result like None or 0 for none, and runs the report once more.
# fails: main returns what the report returns
# kind: odd-values
import asyncio


def main(report):
    return asyncio.run(report()) or asyncio.run(report())
