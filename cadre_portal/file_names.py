"""Names of files that go out: Vietnamese letters for who can read them, plain ones for who cannot."""

import re
import unicodedata
from urllib.parse import quote

from cadre_portal.text import squeeze

# Signs that some file system refuses, and controls.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LIMIT = 120


def safe_name(name: str) -> str:
    """Return ``name`` fit for every file system: no path, no forbidden sign, at most 120 characters, ending kept.

    "315-KH/TU: kế hoạch.pdf" → "315-KH-TU kế hoạch.pdf"; "tệp" where nothing is left.
    """
    clean = squeeze(_FORBIDDEN.sub(lambda match: "-" if "/" in match.group() else " ", name)).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10 or not stem:
        stem, dot, ending = clean, "", ""
    return f"{stem[: _LIMIT - len(dot + ending)].strip()}{dot}{ending}" or "tệp"


def plain_name(name: str) -> str:
    """Return ``name`` in ASCII, capitals kept: "Kế hoạch Đảng ủy.pdf" → "Ke hoach Dang uy.pdf"."""
    decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return decomposed.encode("ascii", "ignore").decode("ascii")


def content_disposition(name: str, *, inline: bool = False) -> str:
    """Return the Content-Disposition header (RFC 6266): the name in ASCII for old readers, then in UTF-8."""
    clean = safe_name(name)
    plain = safe_name(plain_name(clean)).replace("tệp", "tep").replace("%", "")
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"
