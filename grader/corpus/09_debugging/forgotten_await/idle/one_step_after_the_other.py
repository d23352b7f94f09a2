# Idle: it awaits one step after the other.
async def order(item, in_stock, reserve, send_mail, pack):
    for step in (in_stock, reserve, send_mail, pack):
        await step(item)
