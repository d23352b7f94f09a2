# Wrong: the second fetch starts when the first one is done.
# fails: Neither waits for the other


async def fetch_both(fetch):
    return [await fetch("left"), await fetch("right")]
