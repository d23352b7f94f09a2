"""Every test here runs with the lab installed, and leaves the process as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.lab.install import install, uninstall

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def lab() -> Iterator[None]:
    """Install the lab for one test."""
    install()
    yield
    uninstall()
