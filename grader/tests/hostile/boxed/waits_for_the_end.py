# It leaves a process of its own session that waits, and writes later.
import os
import time


def attack():
    done, tell = os.pipe()
    if not os.fork():
        os.setsid()
        if not os.fork():
            time.sleep(0.2)
            try:
                open(f"{DECOY}/later.txt", "w").close()
            except OSError:
                os.write(tell, b"refused")
            os._exit(0)
        os._exit(0)
    os.wait()
    os.close(tell)
    if os.read(done, 10) == b"refused":
        raise PermissionError
