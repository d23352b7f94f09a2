"""Where a line of a learner's file can be looked at: on the platform that runs this, or in the folder beside the page."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from urllib.parse import quote

from grader.grading.results.result import Result
from grader.reports.markup import Html, tag
from grader.reports.timeline.words import place

ADDRESS = re.compile(r"https?://[\w.:/~-]+")


class Places:
    """Links to lines of a result's files. A runner says by its variables where they lie; a learner's page lies beside them."""

    def __init__(self, result: Result, environment: Mapping[str, str] = os.environ) -> None:
        self._base = _of_a_runner(environment)
        if self._base is None and not result.submission:
            self._base = ""

    def link(self, path: str, line: int | None) -> Html:
        """Write `path:line`, as a link where it is known where that leads."""
        told = tag("code", place(path, line))
        return told if self._base is None else tag("a", told, href=f"{self._base}{quote(path)}#L{line}")


def _of_a_runner(environment: Mapping[str, str]) -> str | None:
    """Tell where GitHub or GitLab show the files of the commit that is graded; None, where neither runs this."""
    server, repository, commit = (environment.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    project, graded = environment.get("CI_PROJECT_URL", ""), environment.get("CI_COMMIT_SHA", "")
    if server and repository and commit:
        found = f"{server}/{repository}/blob/{commit}/"
    elif project and graded:
        found = f"{project}/-/blob/{graded}/"
    else:
        return None
    return found if ADDRESS.fullmatch(found) else None
