"""Results made by hand: what the reports are tested with.

Text of ours (titles, hints) is tame; text that a learner has a hand in (messages, names of files and submissions) is anything in `NASTIES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.grading.results.result import FAULT, CheckResult, ExerciseResult, Outcome, Result, Status

NASTIES = [
    "",
    " ",
    "\n",
    "\r",
    "\r\n.\r\n",
    "one\ntwo\r\nthree\rfour\u2028five\u2029six\x0bseven\x0ceight\x85nine",
    "::error file=app.py,line=1::forged",
    'fine\n::notice title=Autograding report::{"totalPoints":10,"maxPoints":10}',
    "fine\r::error::after a carriage return",
    "  ::add-mask::a",
    "::stop-commands::x\n::x::",
    "\x0b::error::after a vertical tab",
    "\ufeff::error::after a byte order mark",
    "##[error]forged ##[group]and again",
    "##vso[task.complete result=Succeeded;]DONE",
    "%0A::error::escaped, %25 and %",
    "points=10\nresult<<EOF\nforged\nEOF",
    "ghadelimiter_0\nEOF\nEND\n_",
    "\x00",
    "\x1b[2J\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07",
    "".join(map(chr, range(0x20))) + "\x7f\x80\x9f",
    "lone \ud800 and \udfff surrogates, and \udcff of a bad byte",
    "\ufffe\uffff\U0001ffff\U0010ffff",
    "\u202eevil\u202c \u2066isolate\u2069 \u200bzero width\u200d\u200c \ufeff \u00ad soft",
    "<script>alert(1)</script><img src=x onerror=alert(1)> & &amp; &#0; <!-- -->",
    ']]> <![CDATA[ <?xml version="1.0"?> <!DOCTYPE x [<!ENTITY a "b">]> &a;',
    "```\n# Heading\n```` [link](javascript:alert(1)) ![x](http://x/y.png) | cell | <details> @everyone #1",
    "`````` `code` **bold** _em_ ~~gone~~ \\ $$\\frac{a}{b}$$ $`x`$",
    '=HYPERLINK("http://x/"&A1,"click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    '"=1+1',
    "'=1+1",
    "\uff1d1+1",  # full-width forms of = + - @ %
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    "\uff050A",
    'comma, semicolon; tab\t "quotes" \'and\' ""more""\nline',
    "EX",
    "Points Possible",
    "🎉 👩‍👩‍👧‍👦 e\u0301 中文测试 العربية",
    '{"tag": "points", "points": "1/1"}\n{"status": "passed"}',
    "nan",
    "1e999",
    "../../etc/passwd",
    "x" * 5_000,
    "::error::x\n" * 2_000,
    "\n" * 10_000,
    "`" * 10_000,
    "\x1b" * 10_000,
    "=" * 10_000,
    "🎉" * 10_000,
    "\U000e0001" * 10_000,
]
HUGE = "1 MB of \x1b=<&`::error::\ud800🎉 " * 40_000


def check(
    title: str, points: int = 5, status: Status = "passed", message: str = "", *, earned: int | None = None, line: int | None = None
) -> CheckResult:
    """Make a check; worth no points, it is a guard. `earned`: where a failed guard takes what it would have earned."""
    name = "test_" + "".join(c if c.isalnum() and c.isascii() else "_" for c in title.lower())[:40]
    hint = "" if status == "passed" else f"Think about this: {title.lower()}."
    got = (points if status == "passed" else 0) if earned is None else earned
    return CheckResult(name, title, status, got, points, not points, message, hint, line, [])


def exercise(
    name: str, chapter: str, outcome: Outcome, checks: Sequence[CheckResult], *, title: str = "", message: str = "", line: int | None = None
) -> ExerciseResult:
    """Make an exercise that was graded."""
    most, points = sum(one.max_points for one in checks), sum(one.points for one in checks)
    said = title or name.replace("_", " ").capitalize()
    return ExerciseResult(name, chapter, said, f"exercises/{chapter}/{name}.py", line, points, most, outcome, message, list(checks))


def not_graded(name: str, chapter: str, message: str, most: int = 10) -> ExerciseResult:
    """Make an exercise that was not graded."""
    return replace(exercise(name, chapter, "not graded", [], message=message), max_points=most)


def result(exercises: Sequence[ExerciseResult], *, submission: str = "ada", error: str = "", changed: Sequence[str] = ()) -> Result:
    """Make a result."""
    points, most = sum(one.points for one in exercises), sum(one.max_points for one in exercises)
    return Result(
        kit="awaitlings",
        kit_version="1.2.3",
        title="Asyncio, week 3",
        submission=submission,
        python="3.13.0",
        provisional=True,
        error=error,
        changed=list(changed),
        points=points,
        max_points=most,
        exercises=list(exercises),
    )


SYNC, TASKS, SEMAPHORES = "01_sync_vs_async", "04_tasks", "08_semaphores"
NOT_EVEN_LOADED = "Your file can't be imported: SyntaxError: '(' was never closed. Line 12."
DEADLOCK = "The program can't go on: nothing can run, and nothing will happen. Line 21.\n  main waits for a lock, line 21"
TEN = "10 jobs ran at the same time; the limit is 3."

COMPLETE = replace(
    result(
        [
            exercise(
                "concurrent_waits", SYNC, "complete", [check("All waits overlap", 6), check("In order", 4), check("No task is left", 0)]
            ),
            exercise("limit_workers", SEMAPHORES, "complete", [check("At most `limit` jobs run at once"), check("No idle slot")]),
        ]
    ),
    provisional=False,
)
HALF = result(
    [
        exercise("concurrent_waits", SYNC, "complete", [check("All waits overlap", 6), check("In order", 4)]),
        exercise(
            "limit_workers",
            SEMAPHORES,
            "incomplete",
            [
                check("At most `limit` jobs run at once", 3, "failed", TEN, line=23),
                check("No idle slot", 3),
                check("Cancelled, it stops everything", 4, "not judged", DEADLOCK, line=21),
            ],
            title="Only so many at a time",
            message=DEADLOCK,
            line=21,
        ),
        exercise(
            "task_group",
            TASKS,
            "incomplete",
            [
                check("The first failure cancels the rest", 7, earned=0),
                check("All results come", 3, "failed", "[1, 2] instead of [1, 2, 3]\nin line 4", line=4),
                check("No task is left", 0, "failed", "2 tasks were left behind.", line=4),
            ],
            message="No points while this does not hold: No task is left.",
            line=4,
        ),
        exercise(
            "start_now",
            TASKS,
            "broken",
            [check(one, 5, "not judged", NOT_EVEN_LOADED, line=12) for one in ("A task starts", "It ends")],
            message=NOT_EVEN_LOADED,
            line=12,
        ),
        exercise(
            "as_completed",
            TASKS,
            "missing",
            [check("First come, first served", 10, "not judged", "There is no file exercises/04_tasks/as_completed.py.")],
            message="There is no file exercises/04_tasks/as_completed.py.",
        ),
    ],
    submission="grace",
)
UNTOUCHED = result(
    [
        exercise(
            "concurrent_waits",
            SYNC,
            "untouched",
            [
                check("All waits overlap", 6, "failed", "The program raised NotImplementedError.", line=9),
                check("In order", 4, "not judged", "First, all waits must overlap.", line=9),
                check("No task is left", 0),
            ],
            line=9,
        )
    ],
    submission="",
)
_LOST = f"The grading ended before there was a result (No such file or directory). {FAULT} Its log tells more."
NOT_GRADED = result([not_graded("concurrent_waits", SYNC, _LOST), not_graded("limit_workers", SEMAPHORES, _LOST, 20)], error=_LOST)
PARTLY = result(
    [*COMPLETE.exercises[:1], not_graded("limit_workers", SEMAPHORES, f"The grading was interrupted. {FAULT}")],
    error=f"1 exercise could not be graded. {FAULT}",
)
ODD_POINTS = result(
    [
        exercise(
            "concurrent_waits",
            SYNC,
            "incomplete",
            [check("All waits overlap", 12), check("In order", 8, "failed", "Out of order.", line=2)],
        ),
        exercise("limit_workers", SEMAPHORES, "complete", [check("At most `limit` jobs run at once", 7), check("No idle slot", 6)]),
    ]
)
ODD_TEXT = replace(
    result(
        [
            exercise(
                f"odd_{number}",
                SYNC,
                "incomplete",
                [check("All waits overlap", 6), check("In order", 4, "failed", nasty, line=number + 1)],
                message=nasty,
                title='Titles are <ours>, & "tame": [really] `so`, 100 % |',
                line=number + 1,
            )
            for number, nasty in enumerate(NASTIES)
        ],
        submission='=HYPERLINK("http://x")\n::error::\x1b[31m\ud800,"',
        error="The grader itself failed\n::error::here \x1b\ud800. <b>",
        changed=NASTIES,
    ),
    title="A title: with, a comma | `and` <more> 100 %",
)
CHANGED = replace(
    HALF,
    submission="mallory",
    changed=["grader/grading/results/verdict.py: changed", "pytest.py: added", "grader/`x`<b>\n::error::.py: added", "7 more"],
)
SAMPLES = {
    "complete": COMPLETE,
    "half": HALF,
    "untouched": UNTOUCHED,
    "not_graded": NOT_GRADED,
    "partly": PARTLY,
    "odd_points": ODD_POINTS,
    "odd_text": ODD_TEXT,
    "changed": CHANGED,
}
