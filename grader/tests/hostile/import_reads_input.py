# It asks a question at import.
# ends: not loaded
# says: Your file wants to read input while it is imported, but a program that is graded gets none. Line 4.
LIMIT = int(input("How many at a time? "))


async def run_all(jobs, limit=LIMIT):
    return []
