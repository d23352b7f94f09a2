# It returns lone surrogates, NaN, infinity, control characters and big numbers.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned ['?', '\x1b[2J', <float nan object>, <float inf object>, <int object>, <int object>, b'\xff', {1: 2, '(3,)': 4, '': None}].
async def run_all(jobs, limit=3):
    return ["\ud800", "\x1b[2J", float("nan"), float("inf"), 10**5_000, -(2**63), b"\xff", {1: 2, (3,): 4, "": None}]
