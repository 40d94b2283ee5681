"""What a web server under test serves instead of the portal."""

import io
from typing import Any


def answer(environ: dict[str, Any], start_response: Any) -> io.BytesIO:
    start_response("200 OK", [("Content-Length", "2")])
    return io.BytesIO(b"ok")
