# Never asks for the price.
# fails: At the deadline the answer is the cached price
async def quote(fetch_price, cached, deadline):
    return cached
