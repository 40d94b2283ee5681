"""How gunicorn serves the portal; also used by ``make demo``. Address and size come from the environment."""

import io
import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "cadre_portal.serving.PortalWorker"
# The most gunicorn takes; a longer address gets deploy/pages/414.html. Boxes to search in take 300 signs, 2,700 in an address.
limit_request_line = 8190
timeout = 120  # an upload of 50 MB over a slow line, an import in its subprocess
graceful_timeout = 20
preload_app = True
# Typesetting keeps memory: a worker is renewed after a while, not all at once.
max_requests = 2000
max_requests_jitter = 400
# The control socket would lie in the home directory of whoever starts the portal.
control_socket_disable = True
errorlog = "-"
accesslog = None
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")


def post_worker_init(worker: Any) -> None:
    """Answer one request before the first visitor comes: addresses, templates and the database are then open."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/dang-nhap/",
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0],
        "HTTP_X_FORWARDED_PROTO": "https",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    answer = worker.wsgi(environ, lambda status, headers, exc_info=None: None)
    for _ in answer:
        pass
    answer.close()
