# It waits for all audits that are under way, also those of other requests.
# fails: Many requests can be handled at the same time

import asyncio

background = set()


async def handle(request, audit, respond):
    auditing = asyncio.create_task(audit(request))
    background.add(auditing)
    auditing.add_done_callback(background.discard)
    responding = asyncio.create_task(respond(request))
    await asyncio.gather(responding, *background, return_exceptions=True)
    auditing.result()
    return responding.result()
