# It uses the processor for ever, and ignores the signal that tells of the limit.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run. Line 10.
import signal

signal.signal(signal.SIGXCPU, signal.SIG_IGN)


async def run_all(jobs, limit=3):
    while True:
        pass
