"""What the lab sees of threads in the kernel's own files."""

from __future__ import annotations

import errno
import os
import resource
import sys
from contextlib import suppress

import pytest

from grader.lab.threads import kernel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the kernel tells nothing")


def test_where_no_file_can_be_opened_that_is_told() -> None:
    """A program may have left no file to be opened: then nobody must take its threads for gone."""
    most, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, hard))
    held: list[int] = []
    try:
        with suppress(OSError):
            while True:
                held.append(os.open(os.devnull, os.O_RDONLY))
        with pytest.raises(OSError, match="Too many open files") as found:
            kernel.threads()
    finally:
        for file in held:
            os.close(file)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    assert found.value.errno == errno.EMFILE
