"""The gunicorn worker of the portal: says in Vietnamese what gunicorn itself refuses before the portal sees it."""

import socket
from pathlib import Path
from typing import Any

from gunicorn.http import wsgi
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

# The header Server of every answer: which program serves the portal is nobody's business.
wsgi.SERVER = "portal"
PAGES = Path(__file__).resolve().parent.parent / "deploy" / "pages"


class PortalWorker(ThreadWorker):  # type: ignore[misc]
    """A threaded worker whose visitors read our own page when the address they ask for is too long (414)."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("Request line too long from %s", (addr or ("",))[0])
        page = (PAGES / "414.html").read_bytes()
        head = (
            "HTTP/1.1 414 URI Too Long\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Cache-Control: no-store\r\nContent-Length: {len(page)}\r\n\r\n"
        )
        try:
            client.sendall(head.encode("ascii") + page)
        except OSError:
            self.log.debug("The visitor of a request line that was too long has gone.")
