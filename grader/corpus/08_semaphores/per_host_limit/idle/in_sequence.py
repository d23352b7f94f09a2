# Idle: one url after the other.


async def fetch_all(fetch, urls, per_host=2):
    return [await fetch(url) for url in urls]
