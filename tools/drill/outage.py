"""The cluster goes away and comes back while lessons are written, hidden and deleted: nothing may be lost or leaked.

A relay stands between the site and the cluster. Shut, it refuses every connection, as a stopped node does.
"""

import random
import socket
import threading
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from search import engines, indexing

from . import chaos

OUTAGES = 5
AWAY = 8.0  # seconds
NOTICE = b"Search is not quite well."


class Relay:
    """Carries bytes between a port of its own and `target` (host, port), while it is open."""

    def __init__(self, target: tuple[str, int]):
        self.target = target
        self.is_open = True
        self.pipes: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def shut(self) -> None:
        self.is_open = False
        for pipe in list(self.pipes):
            pipe.close()

    def open(self) -> None:
        self.is_open = True

    def _accept(self) -> None:
        while True:
            near, _ = self.listener.accept()
            if not self.is_open:
                near.close()
                continue
            far = socket.create_connection(self.target)
            self.pipes |= {near, far}
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                sink.sendall(data)
        except OSError:
            pass  # Shut under our hands: that is what it is for.
        finally:
            for pipe in (source, sink):
                self.pipes.discard(pipe)
                pipe.close()


def run(seed: int = 1) -> dict[str, object]:
    """Do it; raises AssertionError if a search fails or the index then differs from the database."""
    dice = random.Random(seed)
    address = urlsplit(settings.SEARCH["HOSTS"][0])
    relay = Relay((address.hostname, address.port))
    settings.SEARCH = {**settings.SEARCH, "HOSTS": [f"http://127.0.0.1:{relay.port}"]}
    engines.reset()
    indexing.rebuild()
    reader, degraded, asked = Client(HTTP_HOST="127.0.0.1"), 0, 0
    for number in range(OUTAGES):
        writer = chaos.in_a_child(lambda number=number: chaos.write_forever(number))
        try:
            time.sleep(dice.uniform(0.5, 2))
            relay.shut()
            ends = time.monotonic() + AWAY
            while time.monotonic() < ends:
                response = reader.get("/search/?q=attendance")
                assert response.status_code == 200, response.status_code
                asked += 1
                degraded += NOTICE in response.content
            relay.open()
        finally:
            chaos.kill_after(dice.uniform(0.5, 2), writer)
    assert degraded, "The engine was away, and no answer said so."
    time.sleep(settings.SEARCH["CIRCUIT"] + 1)
    return {"outages": OUTAGES, "searches": asked, "degraded": degraded, **chaos.settled()}
