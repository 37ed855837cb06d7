"""The socket the page is served on."""

from __future__ import annotations

import socket


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any that is free.

    The protocol is named because asyncio sends small answers at once only on sockets that name it; otherwise each
    waits 40 ms for the browser's delayed acknowledgement.

    Raises:
        OSError: the address is taken or not this machine's.
    """
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    one = socket.socket(family, kind, socket.IPPROTO_TCP)
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(address)
        one.listen(128)
    except OSError:
        one.close()
        raise
    return one
