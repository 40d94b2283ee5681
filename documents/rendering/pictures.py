"""Pictures for print: upright, RGB, no larger than 200 dpi over the width of the text."""

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

PRINT_WIDTH = 1020  # pixels: 129 mm at 200 dpi
PRINT_HEIGHT = 1300


class UnusablePicture(Exception):
    """The picture's file cannot be read; the message (Vietnamese) names it."""


def print_picture(path: Path, *, sha256: str, cache_dir: Path | None = None) -> bytes:
    """Return JPEG bytes of the picture for print. With ``cache_dir`` the work is done once a picture.

    Raises UnusablePicture.
    """
    kept = cache_dir / f"{sha256}.jpg" if cache_dir is not None else None
    if kept is not None and kept.exists():
        return kept.read_bytes()
    try:
        with Image.open(path) as image:
            image.draft("RGB", (PRINT_WIDTH, PRINT_HEIGHT))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError) as error:
        raise UnusablePicture(f"Không đọc được tệp ảnh {sha256[:12]}. Đồng chí tải ảnh lên lại.") from error
    upright.thumbnail((PRINT_WIDTH, PRINT_HEIGHT), Image.Resampling.LANCZOS)
    upright.info.clear()
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=80, optimize=True)
    content = out.getvalue()
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(content)
        part.replace(kept)
    return content
