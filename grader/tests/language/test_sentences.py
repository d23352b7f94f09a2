"""f-strings of suites, as sentences with named values."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from grader.language.sentences import SAY, sentence, sentences, translating

SUITE = """
URLS = [f"http://a b/{n}" for n in range(3)]

@scenario(job=call("job"))
async def many(exercise, job):
    return f"what {exercise} gives"

def helper(play, few):
    assert play.good, "Nothing was good."
    told = f"{play.name} took {play.seconds:g} s, {play.name} was {'slow' if play.seconds > 3 else 'quick'}"
    return f"{told}; {len(few)} of {', '.join(few) or 'none'}: {play.args!r} {{so}}."
"""


class Play:
    """What a helper is about."""

    good, name, seconds, args = True, "job 0", 4.0, ("a",)


def _said(source: str) -> list[str]:
    return [one.text for _, one in sentences(ast.parse(source))]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('f"{one.name} ended at {one.end:g} s"', "{name} ended at {end:g} s"),
        ('f"{len(jobs)} of {len(urls)}, {len(jobs)} again"', "{count} of {count_2}, {count} again"),
        ('f"{x!r:>10} {{so}}"', "{x!r:>10} {{so}}"),
        ("f\"{', '.join(map(str, names))} failed\"", "{names} failed"),
        ('f"With {work.params[0]} and {a if b else c}"', "With {params} and {value}"),
        ('"no value"', "no value"),
    ],
)
def test_values_are_named(source: str, text: str) -> None:
    """A value is called as the last name in its expression; the same expression has one name, and another one a number."""
    found = sentence(ast.parse(source, mode="eval").body)
    assert found is not None
    assert found.text == text


def test_what_has_no_letter_is_no_sentence() -> None:
    """There is nothing to translate in a number, or in values alone."""
    assert [sentence(ast.parse(source, mode="eval").body) for source in ("3", 'f"{a}{b}"', '"…"')] == [None, None, None]


def test_sentences_of_a_suite_are_found() -> None:
    """What a check or a helper says, the words among its values, too; not what a scenario does, nor what stands outside."""
    assert sorted(_said(SUITE)) == sorted(
        [
            "Nothing was good.",
            "{name} took {seconds:g} s, {name} was {value}",
            "slow",
            "quick",
            "{told}; {count} of {few}: {args!r} {{so}}.",
            "none",
        ]
    )


def _helper(say: Callable[..., str]) -> Any:
    names: dict[str, Any] = {SAY: say, "scenario": lambda **_: lambda made: made, "call": str}
    exec(compile(translating(SUITE, "suite.py"), "suite.py", "exec"), names)  # noqa: S102 - it is written above
    return names["helper"]


def test_a_translated_suite_says_the_same() -> None:
    """Where the catalogue gives back what it is asked, a suite says what it would have said in English."""
    plain: dict[str, Any] = {"scenario": lambda **_: lambda made: made, "call": str}
    exec(SUITE, plain)  # noqa: S102 - it is written above
    told = _helper(lambda text, **values: text.format(**values) if values else text)
    assert told(Play(), ["a", "b"]) == plain["helper"](Play(), ["a", "b"])


def test_each_sentence_is_looked_up() -> None:
    """A translation takes the place of the sentence, and of the words in it."""
    told = _helper(lambda text, **values: f"<{text.format(**values) if values else text}>")
    assert told(Play(), []) == "<<job 0 took 4 s, job 0 was <slow>>; 0 of <none>: ('a',) {so}.>"
