# Wrong: computes all of it on the event loop's own thread.
# fails: The event loop goes on meanwhile
async def hash_all(digest, payloads):
    return [digest(payload) for payload in payloads]
