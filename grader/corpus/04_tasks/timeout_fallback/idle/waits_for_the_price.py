# Idle: has no deadline at all.


async def quote(fetch_price, cached, deadline):
    return await fetch_price()
