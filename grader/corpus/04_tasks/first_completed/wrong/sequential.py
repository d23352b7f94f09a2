# Asks one mirror after the other.
# fails: All mirrors are asked at once
# kind: points-for-nothing
async def fastest(mirrors):
    failures = []
    for mirror in mirrors:
        try:
            return await mirror()
        except Exception as error:
            failures.append(error)
    raise ExceptionGroup("all", failures)
