"""Plain text files for the commands that read citations and deadlines."""

import sys
from pathlib import Path

from django.core.management.base import CommandError

_REASONS = {
    FileNotFoundError: "không có tệp này",
    IsADirectoryError: "đây là thư mục",
    PermissionError: "tài khoản này không được đọc",
}


def read_plain_file(name: str) -> str:
    """Return the text of the UTF-8 file ``name``, or of standard input for "-". Raises CommandError with what to do."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        reason = next((words for kind, words in _REASONS.items() if isinstance(error, kind)), "lỗi khi đọc")
        raise CommandError(f"Không mở được tệp “{name}” ({reason}). Đồng chí hãy kiểm tra lại đường dẫn.") from error
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise CommandError(
            f"Tệp “{name}” không phải mã UTF-8. Đồng chí hãy lưu lại tệp theo mã UTF-8 (Unicode) rồi thử lại."
        ) from error
