# It returns a list that holds itself.
async def run_all(jobs, limit=3):
    answers = []
    answers += [answers, {"x": answers}, (answers,)]
    return answers
