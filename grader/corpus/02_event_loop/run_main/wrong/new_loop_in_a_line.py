# Wrong: a new loop, which nobody closes, in a line.
# fails: The loop is closed, however the report ends
import asyncio
def main(report):
    return asyncio.new_event_loop().run_until_complete(report())
