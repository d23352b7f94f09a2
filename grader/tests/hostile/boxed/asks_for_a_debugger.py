# It opens the machine's own memory and disks.
import os


def attack():
    for path in ("/dev/mem", "/dev/kmsg", "/dev/vda", "/dev/sda", "/proc/kcore"):
        if os.path.exists(path):
            open(path, "rb").close()
            return path
    raise FileNotFoundError
