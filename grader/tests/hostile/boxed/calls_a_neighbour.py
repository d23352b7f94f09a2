# It connects to an abstract socket of a neighbour.
import socket


def attack():
    with socket.socket(socket.AF_UNIX) as sock:
        sock.connect("\0" + ABSTRACT)
        sock.sendall(b"leak")
