# A regular expression that takes for ever.
import re


async def run_all(jobs, limit=3):
    re.match(r"(a+)+$", "a" * 64 + "b")
    return []
