# Idle: asks one mirror after the other.


async def fastest(mirrors):
    failures = []
    for mirror in mirrors:
        try:
            return await mirror()
        except Exception as failure:
            failures.append(failure)
    raise ExceptionGroup("all mirrors failed", failures)
