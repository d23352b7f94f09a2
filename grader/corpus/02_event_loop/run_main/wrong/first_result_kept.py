# Wrong: runs the first report only, and keeps its result for all that follow.
# fails: Each call of main makes a loop of its own
import asyncio

results = []


def main(report):
    if not results:
        results.append(asyncio.run(report()))
    return results[0]
