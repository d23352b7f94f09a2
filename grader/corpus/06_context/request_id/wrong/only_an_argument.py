# Passes the id to the query, which takes none; current_id knows nothing of it.
# fails: Deep in the call chain the request's id is current
def current_id():
    return "-"


async def handle(rid, query):
    return await query(rid)
