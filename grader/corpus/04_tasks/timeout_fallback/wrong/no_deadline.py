# Waits for the price as long as it takes.
# fails: At the deadline it gives up
# kind: points-for-nothing
async def quote(fetch_price, cached, deadline):
    return await fetch_price()
