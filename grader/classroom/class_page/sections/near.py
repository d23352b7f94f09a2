"""Programs that are nearly the same, side by side: a hint to look, with how common their shape is, never an accusation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.classroom.class_page.facts import groups
from grader.classroom.class_page.facts.copies import Near
from grader.classroom.class_page.facts.groups import Group
from grader.classroom.class_page.facts.learners import Class, Done
from grader.classroom.class_page.sections import words
from grader.language import listed, say
from grader.reports.markup import Html, joined, tag
from grader.reports.text import line

SHOWN = 12  # pairs of each sort


def near(everybody: Class, found: Sequence[Near] | None, numbers: dict[str, int]) -> Html:
    """Write the section. `found`: what copydetect says; None, where it is not installed."""
    title = say("Programs that are nearly the same")
    if not everybody.sources:
        return words.section("near", title, words.note(say("The programs were not given: --submissions DIR names their folder.")))
    return words.section("near", title, *_caution(), *_same(everybody, numbers), *_alike(found, numbers))


def _caution() -> Iterator[Html]:
    told = say(
        "This is a hint to look, never an accusation. Short exercises have few good answers, so honest programs are often the same; "
        "friends who learn together, the lecture and a chat assistant make them the same, too. How common a shape is stands beside each "
        "pair: what many have says nothing. Ask how a program works before you think anything of it."
    )
    yield tag("p", tag("strong", told), class_="remark")


def _same(everybody: Class, numbers: dict[str, int]) -> Iterator[Html]:
    found = groups.shapes(everybody)
    yield tag("h3", say("The same but for names, texts and formatting; the rarest shape first"))
    if not found:
        yield words.note(say("There are none."))
    for group in found[:SHOWN]:
        yield _pair(group, numbers)
    if (more := len(found) - SHOWN) > 0:
        yield words.note(say("and {number} more", number=more))


def _pair(group: Group, numbers: dict[str, int]) -> Html:
    values = {"number": len(group.learners), "among": group.among, "exercise": line(group.example.exercise.name)}
    told = say("{number} of the {among} programs for {exercise} have this shape.", **values)
    small = group.example.shape is not None and group.example.shape.small
    hint = [words.note(say("It is so short that there are few other ways."))] if small else []
    first, second = group.members[0], next(one for one in group.members if one.learner != group.members[0].learner)
    share = f"{values['number']}/{values['among']}"
    return words.box(_title(first, second), share, [tag("p", told), *hint, words.learners(group.learners, numbers), _beside(first, second)])


def _alike(found: Sequence[Near] | None, numbers: dict[str, int]) -> Iterator[Html]:
    yield tag("h3", say("Parts that are the same, found by copydetect"))
    if found is None:
        install = "pip install copydetect"
        yield words.note(
            say("copydetect is not installed, so only whole programs are compared. To compare parts as well: {command}", command=install)
        )
        return
    if not found:
        yield words.note(say("There are none."))
    for one in found[:SHOWN]:
        told = say("{share:.0%} of what is not the stub's is the same. {rest}", share=one.share, rest=_common(one))
        inside = [tag("p", told), words.learners([one.first.learner, one.second.learner], numbers), _beside(one.first, one.second)]
        yield words.box(_title(one.first, one.second), f"{one.share:.0%}", inside)


def _common(one: Near) -> str:
    values = {"number": one.others, "among": one.among}
    return say("{number} of the other {among} programs are as near to one of the two.", **values)


def _title(first: Done, second: Done) -> Html:
    both = listed([line(first.learner, 80), line(second.learner, 80)])
    return joined([tag("code", line(first.exercise.name)), " ", tag("bdi", both)])


def _beside(first: Done, second: Done) -> Html:
    return tag("div", *(tag("div", tag("h4", words.learner(one.learner)), words.program(one)) for one in (first, second)), class_="beside")
