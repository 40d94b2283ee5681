"""Files of directives: what is taken in, what is refused, and the text read from them.

The readers of PDF and DOCX live in the room of bulletins; it hands them over here (``text_readers``, filled in
``AppConfig.ready``), because imports run only upwards. A file whose ending has no reader is kept without text.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from cadre_portal.text import nfc


class RefusedFile(Exception):
    """The file cannot be taken in; the message says why and what to do."""


class SecretText(RefusedFile):
    """The text carries the stamp of a state secret."""


class NoText(Exception):
    """A reader could not read the file: a scan, an encrypted or damaged file. Raised by readers."""


# Ending → reader of its text: bytes in, text out; raises NoText. Foreign files: a reader works in a subprocess with limits.
TextReader = Callable[[bytes], str]
text_readers: dict[str, TextReader] = {}


class NoPicture(Exception):
    """No picture of the first page could be made. Raised by page showers."""


# Ending → picture of the first page: bytes in, a PNG out; raises NoPicture. Foreign files here too.
PageShower = Callable[[bytes], bytes]
page_showers: dict[str, PageShower] = {}

# What begins a file of this ending, and how it is sent. An office file is a zip with a folder of its own.
_OFFICE = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN: dict[str, tuple[bytes, str]] = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".docx": (_OFFICE, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": (_OFFICE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".doc": (_OLD_OFFICE, "application/msword"),
    ".xls": (_OLD_OFFICE, "application/vnd.ms-excel"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
}
ENDINGS = tuple(_KNOWN)
_INNER = {".docx": "word/", ".xlsx": "xl/"}

# The stamp of a state secret is a line of its own in capitals: "MẬT", "Độ mật: TỐI MẬT". "BẢO MẬT" in a sentence is none.
_STAMP = re.compile(r"^[\s|*\[(._\-–]*(?:ĐỘ\s+MẬT\s*:\s*)?(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)[\s|*\])._\-–:]*$", re.MULTILINE)
# Stamps stand at the head of a page, often beside the name of the body: in a cell of its own or after wide spaces.
_COLUMNS = re.compile(r"\t|[ \u00a0]{3,}|\|")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was taken in: its digest, type, text ("" where none could be read)."""

    sha256: str
    media_type: str
    suffix: str
    text: str


def has_secrecy_stamp(text: str) -> bool:
    """Tell whether ``text`` carries the stamp MẬT, TỐI MẬT or TUYỆT MẬT as a line or a cell of its own, in capitals.

    Source: the law on state secrets of 2018 and its decree: the stamp stands by itself at the head of the document.
    """
    # The cheap question first: most texts have no such word at all.
    clean = nfc(text)
    if "MẬT" not in clean:
        return False
    return any(_STAMP.match(part) for line in clean.splitlines() for part in _COLUMNS.split(line) if part.strip())


def read_upload(content: bytes, name: str, *, limit_mb: int, text_limit: int) -> ReadFile:
    """Examine an uploaded file and read its text.

    Raises SecretText for a state secret, RefusedFile for an empty, too large, unknown or mislabelled file.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if not content:
        raise RefusedFile("Tệp rỗng (0 byte). Đồng chí kiểm tra lại tệp rồi tải lên lần nữa.")
    if len(content) > limit_mb * 1024 * 1024:
        raise RefusedFile(f"Tệp lớn hơn {limit_mb} MB. Đồng chí nén hoặc tách tệp rồi tải lên lại.")
    if suffix not in _KNOWN:
        raise RefusedFile(
            "Cổng chỉ nhận tệp PDF, Word, Excel hoặc ảnh (.pdf, .docx, .doc, .xlsx, .xls, .jpg, .png). "
            "Đồng chí lưu tệp sang một trong các dạng này."
        )
    begins, media_type = _KNOWN[suffix]
    if not content[:1024].lstrip().startswith(begins) or not _is_office(content, suffix):
        raise RefusedFile(
            f"Tệp mang đuôi {suffix} nhưng bên trong không phải loại tệp đó. Đồng chí mở tệp, lưu lại rồi tải lên."
        )
    text = ""
    reader = text_readers.get(suffix)
    if reader is not None:
        try:
            text = nfc(reader(content)).replace("\x00", "")
        except NoText:
            text = ""
    if has_secrecy_stamp(text):
        raise SecretText(STAMP_MESSAGE)
    encoded = text.encode()[:text_limit]
    return ReadFile(hashlib.sha256(content).hexdigest(), media_type, suffix, encoded.decode(errors="ignore"))


STAMP_MESSAGE = (
    "Văn bản có dấu mật (MẬT, TỐI MẬT hoặc TUYỆT MẬT). Cổng không được phép lưu bí mật nhà nước: tệp đã bị từ chối, không "
    "bản sao nào được giữ lại. Đồng chí quản lý văn bản này theo quy định về bảo vệ bí mật nhà nước."
)


def _is_office(content: bytes, suffix: str) -> bool:
    inner = _INNER.get(suffix)
    if inner is None:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.startswith(inner) for name in archive.namelist())
    except zipfile.BadZipFile:
        return False
