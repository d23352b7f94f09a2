# Idle: awaits the query and does nothing for the id.
def current_id():
    return "-"


async def handle(rid, query):
    return await query()
