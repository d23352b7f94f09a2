# It connects to a Unix socket of another program.
import socket


def attack():
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect(f"{DECOY}/unix")
        sock.sendall(b"leak")
