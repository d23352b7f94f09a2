"""What a grader prints: its beginning and its end are kept, since the last submission began."""

from __future__ import annotations

import asyncio

from grader.language import say

KEPT = 16_000  # bytes of output, of its beginning and of its end
PATIENCE = 1.0  # real seconds for the rest of the output, once its grader has ended: whoever else could write is not waited for


class Output:
    """Reads a stream to its end."""

    def __init__(self, stream: asyncio.StreamReader | None) -> None:
        self._reading = asyncio.create_task(self._read(stream)) if stream else None
        self.begin()

    def begin(self) -> None:
        """Forget what was printed."""
        self._head, self._tail, self._total = bytearray(), b"", 0

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while data := await stream.read(1 << 16):
            self._total += len(data)
            self._head += data[: KEPT - len(self._head)]
            self._tail = (self._tail + data)[-KEPT:]

    async def end(self) -> None:
        """Wait for the rest, and stop reading."""
        if self._reading:
            await asyncio.wait([self._reading], timeout=PATIENCE)
            self._reading.cancel()

    def text(self) -> str:
        """What was printed; what is left out is told."""
        rest = max(0, self._total - len(self._head))
        left_out = rest - len(self._tail)
        between = f"\n{say('… ({number:,} bytes are left out)', number=left_out)}\n".encode() if left_out > 0 else b""
        return (bytes(self._head) + between + (self._tail[-rest:] if rest else b"")).decode("utf-8", "backslashreplace")
