"""The door for files from outside: they are parsed in a process of their own, with limits.

A parser that crashes, hangs or eats memory ends alone; the caller gets an UnreadableFile that says what to do.
"""

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from documents.engines.reading.codec import fragment_from, issue_from
from documents.engines.reading.fragment import ReadFragment
from documents.engines.reading.guard import MAX_BYTES, check_size
from documents.engines.reading.model import ReadIssue, UnreadableFile
from documents.engines.reading.worker import ANSWER
from documents.engines.returning.model import ReturnedWord, word_from

_ROOT = Path(__file__).resolve().parents[3]
_MODULE = "documents.engines.reading.worker"
_log = logging.getLogger(__name__)

_MESSAGES = {
    "timeout": (
        "Đọc tệp này quá lâu nên đã dừng lại. "
        "Đồng chí hãy lưu lại tệp bằng Word rồi thử lại, hoặc chia tệp thành các phần nhỏ hơn."
    ),
    "memory": ("Tệp này quá nặng để đọc. Đồng chí hãy giảm cỡ ảnh trong tệp (Word: Nén ảnh) rồi tải lên lại."),
    "crashed": (
        "Tệp này bị hỏng hoặc được tạo theo cách lạ nên không đọc được. "
        "Đồng chí hãy mở bằng Word, lưu thành tệp mới rồi tải lên lại."
    ),
}


def read_file(
    path: Path,
    *,
    name: str,
    timeout_seconds: float = 60,
    memory_mb: int = 1024,
    progress: Callable[[float], None] | None = None,
) -> ReadIssue:
    """Return the issue in a file. ``name``: the name it was uploaded under, its ending gives the type.

    ``progress`` is told shares 0…1 while a long file is read. Raises UnreadableFile; nothing is left behind.
    """
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        plain = _answer("issue", path, name, Path(folder), timeout_seconds, memory_mb, progress)
        return issue_from(plain, _picture_bytes(plain, Path(folder)))


def read_fragment_file(
    path: Path,
    *,
    name: str,
    timeout_seconds: float = 60,
    memory_mb: int = 1024,
    progress: Callable[[float], None] | None = None,
) -> ReadFragment:
    """Return one piece of raw material in a file; limits and errors as ``read_file``."""
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        plain = _answer("fragment", path, name, Path(folder), timeout_seconds, memory_mb, progress)
        return fragment_from(plain, _picture_bytes(plain, Path(folder)))


def read_returned_file(path: Path, *, name: str, timeout_seconds: float = 60, memory_mb: int = 1024) -> ReturnedWord:
    """Return the lines of an exported issue that comes back as .docx; limits and errors as ``read_file``."""
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        plain = _answer("returned", path, name, Path(folder), timeout_seconds, memory_mb, None)
        return word_from(plain, _picture_bytes(plain, Path(folder)))


def read_text_file(path: Path, *, name: str, timeout_seconds: float = 60, memory_mb: int = 1024) -> str:
    """Return the plain text of a file, a line a paragraph, letterhead included; limits and errors as ``read_file``."""
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        plain = _answer("text", path, name, Path(folder), timeout_seconds, memory_mb, None)
        return str(plain["text"])


def first_page_file(path: Path, *, name: str, timeout_seconds: float = 20, memory_mb: int = 1024) -> bytes:
    """Return a PNG of a PDF's first page, or of a photo set upright; limits and errors as ``read_file``."""
    return page_file(path, name=name, timeout_seconds=timeout_seconds, memory_mb=memory_mb)[0]


def page_file(
    path: Path, *, name: str, number: int = 1, timeout_seconds: float = 20, memory_mb: int = 1024
) -> tuple[bytes, int]:
    """Return a PNG of a PDF's page (from 1) or of a photo set upright, and how many pages the file has."""
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        plain = _answer(f"page:{number}", path, name, Path(folder), timeout_seconds, memory_mb, None)
        return (Path(folder) / str(plain["page"])).read_bytes(), int(plain["pages"])


def _picture_bytes(plain: dict[str, Any], folder: Path) -> dict[str, bytes]:
    return {sha: (folder / sha).read_bytes() for sha in plain["pictures"]}


def _answer(
    what: str,
    path: Path,
    name: str,
    folder: Path,
    timeout_seconds: float,
    memory_mb: int,
    progress: Callable[[float], None] | None,
) -> dict[str, Any]:
    check_size(path.stat().st_size, MAX_BYTES)
    limits = [str(max(int(timeout_seconds), 1)), str(memory_mb)]
    # Nothing of the portal's settings goes along: no database address, no secret key.
    environment = {"PATH": os.defpath, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", _MODULE, what, str(path.resolve()), name, str(folder), *limits]
    process = subprocess.Popen(  # noqa: S603 - our own module; the file's name is an argument, no shell
        command,
        cwd=_ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, time.monotonic() + timeout_seconds, progress)
    finally:
        _end(process)
    try:
        answer: dict[str, Any] = json.loads((folder / ANSWER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        code = "timeout" if process.returncode == -signal.SIGXCPU else "crashed"
        _log.warning("the parser of a file ended with status %s", process.returncode)
        raise UnreadableFile(code, _MESSAGES[code]) from None
    if "refused" in answer:
        code = str(answer["refused"])
        if code == "crashed":
            _log.warning("the parser of a file raised %s", answer.get("error"))
        raise UnreadableFile(code, answer["message"] or _MESSAGES[code])
    plain: dict[str, Any] = answer["read"]
    return plain


def _wait(process: "subprocess.Popen[bytes]", until: float, progress: Callable[[float], None] | None) -> None:
    """Wait for the process to end and pass its progress on; raise UnreadableFile (timeout) when time is over."""
    assert process.stdout is not None  # noqa: S101 - opened as a pipe above
    os.set_blocking(process.stdout.fileno(), False)
    rest = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = until - time.monotonic()
            if left <= 0:
                raise UnreadableFile("timeout", _MESSAGES["timeout"])
            if not selector.select(min(left, 1.0)):
                continue
            chunk = process.stdout.read(65536)
            if not chunk:
                break
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines[-1:]:
                if progress is not None:
                    with contextlib.suppress(ValueError):
                        progress(min(max(float(line), 0.0), 1.0))
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(max(until - time.monotonic(), 0.1))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and all it may have started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
