"""Printed slips: name, address, QR code, user name and one-time code, eight to an A4 sheet, as PDF.

The one place where codes stand in clear. No Django here: everything is passed in, and nothing is kept.
"""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import segno
import typst

from cadre_portal.fonts import choose_font

_TEMPLATE = Path(__file__).with_name("slip_sheet.typ")
A_SHEET = 8


class CannotSetSlips(Exception):
    """The slips could not be laid out; the message says why."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One person's slip. ``publisher``: in whose name it is handed out; ``role``: "Bí thư, Chi bộ 1, Đảng bộ khu Bến Cau";
    ``phone``: "" where it does not open the door (none, or shared); ``code``: eight digits; ``contact``: whom to ask, or ""."""

    publisher: str
    name: str
    role: str
    username: str
    phone: str
    code: str
    until: date
    contact: str = ""


def door_address(portal: str, username: str) -> str:
    """What the QR code opens: the sign-in page with the user name filled in. The code is left to be typed: whoever takes a
    picture of the QR code alone gets nothing."""
    return f"{portal.rstrip('/')}/dang-nhap/?{urlencode({'ten': username})}"


def render_slips(slips: Sequence[Slip], *, portal: str, now: datetime, font_dir: Path | None = None) -> bytes:
    """PDF of the slips, in the order given. ``portal``: https://…, the address the slips name.

    Raises CannotSetSlips, fonts.UnusableFont.
    """
    font = choose_font(font_dir)
    with tempfile.TemporaryDirectory(prefix="slips-") as folder:
        root = Path(folder)
        shutil.copy(_TEMPLATE, root / "slips.typ")
        content = []
        for number, slip in enumerate(slips):
            # By path, never by bytes: typst numbers what it is handed as bytes and has 65,535 numbers a process.
            qr = f"{number}.svg"
            segno.make(door_address(portal, slip.username), error="m", micro=False).save(
                str(root / qr), border=0, xmldecl=False, svgclass=None, lineclass=None
            )
            content.append(
                {
                    "publisher": slip.publisher,
                    "name": slip.name,
                    "role": slip.role,
                    "username": slip.username,
                    "phone": _spaced_phone(slip.phone),
                    "code": f"{slip.code[:4]} {slip.code[4:]}",
                    "until": f"{slip.until:%d/%m/%Y}",
                    "contact": slip.contact,
                    "address": portal.removeprefix("https://").removeprefix("http://").rstrip("/"),
                    "qr": qr,
                }
            )
        data = {
            "title": "Phiếu đăng nhập",
            "font": font.family,
            "slips": content,
        }
        (root / "content.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        compiler = typst.Compiler(root / "slips.typ", root=root, font_paths=font.typst_fonts, ignore_system_fonts=True)
        try:
            pdf: Any = compiler.compile(format="pdf", timestamp=int(now.timestamp()))
        except typst.TypstError as error:
            raise CannotSetSlips(f"Không dàn được phiếu: {error.message}") from error
    return bytes(pdf)


def _spaced_phone(phone: str) -> str:
    """ "0912000111" → "0912 000 111"; other lengths as they are."""
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if len(phone) == 10 else phone
