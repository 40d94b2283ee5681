"""Runs a real nginx with the example of deploy/ in front of a server of ours."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def find_nginx() -> str | None:
    """Path of nginx; Debian keeps it where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def trial_configuration(folder: Path, port: int, upstream: str, files: Path) -> str:
    """The example with plain http on one port, and with our own places: everything else stays as it is."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    server = text[text.rindex("server {") :]
    server = re.sub(r"^\s*(ssl_\w+|listen \[::\]).*$", "", server, flags=re.MULTILINE)
    server = server.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    server = server.replace("http://127.0.0.1:8000", upstream).replace("/srv/portal/var/files/", f"{files}/")
    server = server.replace("/srv/portal/deploy/", f"{DEPLOY}/")
    # The server behind speaks plain http and is asked for by its own name.
    server = server.replace("X-Forwarded-Proto https", "X-Forwarded-Proto http")
    server = server.replace("Host $host", f"Host {upstream.removeprefix('http://')}")
    temporary = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; worker_processes 1;\n"
        + ("user root;\n" if os.geteuid() == 0 else "")
        + f"events {{}}\nhttp {{ access_log off; {temporary}\n{server}\n}}\n"
    )


@contextmanager
def running_nginx(folder: Path, *, upstream: str, files: Path) -> Iterator[int]:
    """Port of an nginx in front of ``upstream`` ("http://127.0.0.1:…"), with ``files`` as MEDIA_ROOT; stopped in the end."""
    program = find_nginx()
    if program is None:
        raise FileNotFoundError("nginx")
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(trial_configuration(folder, port, upstream, files), encoding="utf-8")
    server = subprocess.Popen(
        [program, "-c", str(configuration), "-p", str(folder)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    for _ in range(100):
        if (folder / "nginx.pid").exists() or server.poll() is not None:
            break
        time.sleep(0.05)
    assert server.poll() is None, server.stderr and server.stderr.read().decode()
    try:
        yield port
    finally:
        server.terminate()
        server.communicate(timeout=10)
