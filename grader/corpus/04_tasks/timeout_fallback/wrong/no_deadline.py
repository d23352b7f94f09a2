# Waits for the price as long as it takes.
# fails: At the deadline the answer is the cached price
async def quote(fetch_price, cached, deadline):
    return await fetch_price()
