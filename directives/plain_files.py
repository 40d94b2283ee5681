"""Plain text files for the commands that read citations and deadlines."""

import sys
from pathlib import Path

from django.core.management.base import CommandError


def read_plain_file(name: str) -> str:
    """Return the text of the UTF-8 file ``name``, or of standard input for "-". Raises CommandError with what to do."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(
            f"Không mở được tệp “{name}” ({error.strerror}). Đồng chí hãy kiểm tra lại đường dẫn."
        ) from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise CommandError(
            f"Tệp “{name}” không phải mã UTF-8. Đồng chí hãy lưu lại tệp theo mã UTF-8 (Unicode) rồi thử lại."
        ) from error
