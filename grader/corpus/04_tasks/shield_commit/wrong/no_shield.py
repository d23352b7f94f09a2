# The commit is awaited as it is: a cancel goes straight into it.
# fails: A cancel doesn't stop the commit


async def save(commit, record):
    return await commit(record)
