"""Behind nginx every visitor seems to come from nginx: take the address that it reports instead.

Without this, five wrong passwords of one person would lock the door for all, and the access log would name one machine.
"""

import contextlib
import ipaddress
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class ReportedAddress:
    """WSGI application that sets REMOTE_ADDR from the X-Real-IP header, then calls the inner one.

    Only for a portal that nothing but its own proxy can reach: the proxy overwrites the header, a visitor could forge it.
    An address that is none is ignored.
    """

    def __init__(self, inner: Application) -> None:
        self.inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with contextlib.suppress(ValueError):
            environ["REMOTE_ADDR"] = str(ipaddress.ip_address(environ.get("HTTP_X_REAL_IP", "").strip()))
        return self.inner(environ, start_response)
