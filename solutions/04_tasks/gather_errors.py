"""Keep every outcome, what came and what failed: the reference."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any


async def download_all(download: Callable[[str], Awaitable[Any]], urls: Sequence[str]) -> tuple[dict[str, Any], dict[str, BaseException]]:
    """Download all URLs at the same time; return the contents by URL, and the exceptions by URL."""
    outcomes = await asyncio.gather(*map(download, urls), return_exceptions=True)  # in the order of urls, whoever is first
    # A cancel of the whole never gets here: gather stops the downloads, waits for them, and raises CancelledError.
    ok: dict[str, Any] = {}
    failed: dict[str, BaseException] = {}
    for url, got in zip(urls, outcomes, strict=True):
        if isinstance(got, BaseException):  # not Exception: a download that was cancelled by itself is no content
            failed[url] = got
        else:
            ok[url] = got
    return ok, failed
