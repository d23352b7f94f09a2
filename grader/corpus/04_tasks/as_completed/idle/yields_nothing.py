# Idle: a generator that yields nothing.


async def stream(download, urls):
    if False:
        yield
