# It pretends that somebody has typed a command.
import fcntl


def attack():
    fcntl.ioctl(0, 0x5412, b"x")  # TIOCSTI
