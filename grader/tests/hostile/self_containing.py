# It returns a list that holds itself.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned [[[[[[<list object>, <dict object>, <tuple object>], {'x': <list object>}, (<list object>,)], and 2 more], and 2 more], and 2 more], and 2 more].
async def run_all(jobs, limit=3):
    answers = []
    answers += [answers, {"x": answers}, (answers,)]
    return answers
