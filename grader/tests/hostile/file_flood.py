# It opens files without end.
async def run_all(jobs, limit=3):
    kept = []
    while True:
        kept.append(open("/dev/null"))
