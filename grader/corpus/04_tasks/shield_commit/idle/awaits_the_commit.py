# Idle: awaits the commit, and nothing more.


async def save(commit, record):
    return await commit(record)
