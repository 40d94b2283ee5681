"""What is refused before anything is kept: too large, empty, old encodings, state secrets."""

import re
from collections.abc import Iterable, Sequence

from cadre_portal.text import nfc, squeeze
from documents.engines.outline.cover import lines_of
from documents.engines.reading.legacy import detect_legacy
from documents.engines.reading.model import Para, UnreadableFile

MAX_BYTES = 50 * 1024 * 1024

_EMPTY = "Tệp này rỗng (0 byte). Đồng chí hãy kiểm tra lại tệp đã chọn rồi tải lên lại."
_TOO_LARGE = (
    "Tệp này lớn hơn {limit} MB nên không được nhận. "
    "Đồng chí hãy giảm cỡ ảnh trong tệp (Word: Nén ảnh) rồi tải lên lại."
)
_LEGACY = (
    "Văn bản này dùng bảng mã cũ {name}, không phải Unicode, nên chưa được nhập. "
    "Đồng chí hãy chuyển mã sang Unicode (chức năng Chuyển mã của cổng, hoặc Unikey) rồi tải lên lại."
)
_STAMPED = (
    "Tệp này có dấu chỉ độ mật. Tài liệu mật không được đưa lên cổng; tệp đã bị từ chối và không được lưu lại. "
    "Đồng chí hãy xử lý tài liệu theo quy định về bảo vệ bí mật nhà nước."
)
# The stamp: a line of its own in capitals, sometimes with "Độ mật:" or a frame of signs around it.
_STAMP = re.compile(
    r"^[\s\[\](){}<>|*_=.:–-]*(?:(?:ĐỘ\s+MẬT|MỨC\s+ĐỘ\s+MẬT)\s*:?\s*)?(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT|"
    r"T\s*U\s*Y\s*Ệ\s*T\s+M\s*Ậ\s*T|T\s*Ố\s*I\s+M\s*Ậ\s*T|M\s+Ậ\s+T)[\s\[\](){}<>|*_=.:–-]*$"
)
_CHEAP = re.compile(r"M\s*Ậ\s*T")


def check_size(size: int, limit: int = MAX_BYTES) -> None:
    """Raise UnreadableFile (empty, too_large) for a file of ``size`` bytes that is not worth opening."""
    if not size:
        raise UnreadableFile("empty", _EMPTY)
    if size > limit:
        raise UnreadableFile("too_large", _TOO_LARGE.format(limit=limit // (1024 * 1024)))


def has_secrecy_stamp(lines: Iterable[str]) -> bool:
    """Whether a line is the stamp of a state secret (MẬT, TỐI MẬT, TUYỆT MẬT) by itself, in capitals.

    "bảo mật" in running text, or a heading with more words, is none.
    """
    return any(_CHEAP.search(line) and _STAMP.match(squeeze(line)) for line in map(nfc, lines))


def refuse_stamp(lines: Iterable[str]) -> None:
    """Raise UnreadableFile (state_secret) where a line is a secrecy stamp; the message holds nothing of the content.

    Readers call this with their raw lines, margins included: a stamp repeated on every page is no text of the issue.
    """
    if has_secrecy_stamp(lines):
        raise UnreadableFile("state_secret", _STAMPED)


def check_text(paras: Sequence[Para]) -> None:
    """Raise UnreadableFile (state_secret, legacy_encoding) by what the paragraphs hold."""
    lines = list(lines_of(paras))
    refuse_stamp(lines)
    legacy = detect_legacy("\n".join(lines)[:200_000])
    if legacy:
        name = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}[legacy]
        raise UnreadableFile("legacy_encoding", _LEGACY.format(name=name))
