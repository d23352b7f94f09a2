# Never asks for the price.
# fails: At the deadline it gives up
async def quote(fetch_price, cached, deadline):
    return cached
