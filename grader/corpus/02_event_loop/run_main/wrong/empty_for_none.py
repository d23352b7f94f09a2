# Wrong: a result that is empty, 0 or False is taken for none.
# fails: main returns what the report returns
# kind: odd-values
import asyncio


def main(report):
    return asyncio.run(report()) or None
