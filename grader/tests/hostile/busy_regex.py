# A regular expression that takes for ever.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run. Line 8.
import re


async def run_all(jobs, limit=3):
    re.match(r"(a+)+$", "a" * 64 + "b")
    return []
