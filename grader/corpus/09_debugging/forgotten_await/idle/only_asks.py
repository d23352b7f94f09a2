# Idle: it asks whether the item is there, and stops.
async def order(item, in_stock, reserve, send_mail, pack):
    await in_stock(item)
