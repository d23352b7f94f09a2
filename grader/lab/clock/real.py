"""The functions of the standard library as they are without the lab. Import this before anything is patched."""

from __future__ import annotations

import _thread
import asyncio
import queue
import threading
import time
from concurrent.futures import ProcessPoolExecutor

sleep = time.sleep
monotonic = time.monotonic
condition_wait = threading.Condition.wait
thread_start = threading.Thread.start
start_new_thread = _thread.start_new_thread
thread_join = threading.Thread.join
SimpleQueue = queue.SimpleQueue
SelectorEventLoop = asyncio.SelectorEventLoop
process_pool_submit = ProcessPoolExecutor.submit
