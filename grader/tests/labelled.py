"""Old name of `python -m grader.authoring check`; to be removed."""

import sys

from grader.authoring.labelled import grade_each, labelled, misjudged
from grader.judge.kit import exercises

if __name__ == "__main__":
    words = sys.argv[1:]
    many = [one for entry in exercises() if entry.name in words for one in labelled(entry)]
    results = grade_each(many)
    wrong = [(one, text) for one, result in zip(many, results, strict=True) if (text := misjudged(one, result))]
    for one, text in wrong:
        print(f"{one.id}: {text}")
    if "-v" in words:
        for one, result in zip(many, results, strict=True):
            print(f"\n{one.id}: {result.points} {result.outcome} {result.message}")
            for check in result.checks:
                print(f"    {check.status:10} {check.title}: {check.message}")
    print(f"{len(many)} submissions, {len(wrong)} misjudged")
    sys.exit(bool(wrong))
