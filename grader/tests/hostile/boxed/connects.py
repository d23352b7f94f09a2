# It connects to a server.
import socket


def attack():
    socket.create_connection(("127.0.0.1", TCP), 1).sendall(b"leak")
