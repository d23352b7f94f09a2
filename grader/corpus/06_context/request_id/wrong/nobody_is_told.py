# Runs the query, and keeps the id to itself.
# fails: Deep in the call chain the request's id is current
# kind: points-for-nothing
def current_id():
    return "-"


async def handle(rid, query):
    current = rid
    return await query()
