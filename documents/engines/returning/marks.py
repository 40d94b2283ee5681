"""The hidden marks of an exported issue: bookmarks that Word and LibreOffice carry through editing.

    muc_<32 hex>_<version>   where an entry begins, and its version at the time (base 36; left out where it is unknown)
    rub_<32 hex>             the line above it with the name of its rubric
    muc_het                  where the entries end: what follows is the portal's own
    anh_<16 hex>             (name of a drawing) which photo this is

A bookmark's name holds 40 characters at most.
"""

import re
import uuid
from dataclasses import dataclass

END = "muc_het"
_ENTRY = re.compile(r"muc_(?P<uuid>[0-9a-f]{32})(?:_(?P<version>[0-9a-z]{1,3}))?\Z")
_RUBRIC = re.compile(r"rub_(?P<uuid>[0-9a-f]{32})\Z")
_PICTURE = re.compile(r"anh_(?P<start>[0-9a-f]{16})\Z")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class EntryMark:
    """An entry's uuid (with hyphens) and its version when the file was made, 0 where the mark does not tell."""

    uuid: str
    version: int = 0


def entry_mark(entry_uuid: str, version: int = 0) -> str:
    """Name of an entry's bookmark: ("0e2…", 12) → "muc_0e2…_c". A version of four digits is left out."""
    written = _base36(version)
    return f"muc_{entry_uuid.replace('-', '')}" + (f"_{written}" if 0 < len(written) <= 3 else "")


def rubric_mark(entry_uuid: str) -> str:
    return f"rub_{entry_uuid.replace('-', '')}"


def picture_mark(sha256: str) -> str:
    return f"anh_{sha256[:16]}"


def read_entry_mark(name: str) -> EntryMark | None:
    """The entry that a bookmark names; None for any other bookmark."""
    found = _ENTRY.match(name)
    if found is None:
        return None
    return EntryMark(str(uuid.UUID(found["uuid"])), int(found["version"] or "0", 36))


def read_rubric_mark(name: str) -> str:
    """The uuid of the entry above which the rubric stands, "" for any other bookmark."""
    found = _RUBRIC.match(name)
    return str(uuid.UUID(found["uuid"])) if found else ""


def read_picture_mark(name: str) -> str:
    """The first 16 signs of a photo's sha256, "" for any other drawing."""
    found = _PICTURE.match(name)
    return found["start"] if found else ""


def _base36(number: int) -> str:
    out = ""
    while number > 0:
        number, digit = divmod(number, 36)
        out = _DIGITS[digit] + out
    return out
