"""The functions of the standard library as they are without the lab. Import this before anything is patched."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from concurrent.futures import ProcessPoolExecutor

sleep = time.sleep
monotonic = time.monotonic
condition_wait = threading.Condition.wait
thread_start = threading.Thread.start
thread_join = threading.Thread.join
SimpleQueue = queue.SimpleQueue
SelectorEventLoop = asyncio.SelectorEventLoop
process_pool_submit = ProcessPoolExecutor.submit
