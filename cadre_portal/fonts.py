"""The one font family of a PDF, checked for all Vietnamese letters before anything is set with it.

Debian's old fonts-liberation lacks ơ, ư and U+1EA0–1EF9: a PDF would then mix two faces inside a word.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import typst
from PIL import ImageFont

BUILT_IN = "Libertinus Serif"
# Every precomposed letter of Vietnamese, both cases.
LETTERS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))


class UnusableFont(Exception):
    """The folder has no font that can set Vietnamese; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class FontChoice:
    family: str
    typst_fonts: typst.Fonts


@functools.lru_cache(maxsize=4)
def choose_font(font_dir: Path | None) -> FontChoice:
    """Return the family of ``font_dir`` (the first by name of its files), or the one built into typst.

    Raises UnusableFont where the folder holds no font, or a face of the family lacks a Vietnamese letter.
    """
    if font_dir is None:
        return FontChoice(BUILT_IN, typst.Fonts(include_system_fonts=False, include_embedded_fonts=True))
    files = sorted(path for path in font_dir.glob("**/*") if path.suffix.lower() in {".ttf", ".otf", ".ttc"})
    if not files:
        raise UnusableFont(f"Thư mục phông {font_dir.name} không có tệp .ttf hay .otf nào.")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[font_dir])
    faces = [face for face in fonts.fonts() if face.path]
    if not faces:
        raise UnusableFont(f"Thư mục phông {font_dir.name} không có phông nào đọc được.")
    family = faces[0].family
    for face in faces:
        if face.family == family and face.path:
            missing = missing_letters(Path(face.path), face.index)
            if missing:
                raise UnusableFont(
                    f"Phông {family} ({Path(face.path).name}) thiếu chữ tiếng Việt: {' '.join(missing[:12])}. "
                    "Hãy dùng phông khác, ví dụ Times New Roman, Liberation Serif 2 hoặc Tinos."
                )
    return FontChoice(family, fonts)


def missing_letters(path: Path, index: int = 0) -> list[str]:
    """Vietnamese letters that the font file draws as its "no such glyph" box."""
    font = ImageFont.truetype(str(path), 40, index=index)

    def drawn(text: str) -> bytes:
        return bytes(font.getmask(text)) + repr(font.getbbox(text)).encode()

    # A code point of the private area, never assigned: what the font draws for it is its box.
    box = drawn("\U0010fff0")
    return [letter for letter in LETTERS if drawn(letter) == box]
