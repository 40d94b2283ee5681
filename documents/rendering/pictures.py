"""Pictures for print: upright, RGB, no larger than 200 dpi over the width at which a bulletin prints them."""

import io
from pathlib import Path
from tempfile import NamedTemporaryFile

from PIL import Image, ImageOps

PRINT_WIDTH = 1020  # pixels: 129 mm at 200 dpi
PRINT_HEIGHT = 1300
# Uploads are limited to 40 MP; beyond this a small file can fill the memory.
MAX_PIXELS = 60_000_000


class UnusablePicture(Exception):
    """The picture's file cannot be read; the message (Vietnamese) names it."""


def print_picture(path: Path, *, sha256: str, name: str = "", cache_dir: Path | None = None) -> bytes:
    """Return JPEG bytes of the picture for print, without any of the file's own data (place, camera …).

    ``name``: what the message calls it (its caption). With ``cache_dir`` the work is done once a picture.
    Raises UnusablePicture.
    """
    kept = cache_dir / f"{sha256}.jpg" if cache_dir is not None else None
    if kept is not None and kept.exists():
        return kept.read_bytes()
    try:
        content = _converted(path)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, Image.DecompressionBombError) as error:
        # Pillow's decoders raise all of these for files that are cut off or broken.
        called = f"“{name}”" if name else f"có mã {sha256[:12]}"
        raise UnusablePicture(f"Không đọc được tệp ảnh {called}. Đồng chí tải ảnh lên lại.") from error
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        # Under a name of its own: two may make the same one at once.
        with NamedTemporaryFile(dir=kept.parent, prefix="part-", delete=False) as part:
            part.write(content)
        Path(part.name).replace(kept)
    return content


def _converted(path: Path) -> bytes:
    with Image.open(path) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        # A JPEG is decoded at a half, a quarter … already, if that is still enough; draft() keeps the longer side.
        image.draft("RGB", (PRINT_WIDTH, PRINT_WIDTH))
        image.load()
        ImageOps.exif_transpose(image, in_place=True)
        upright: Image.Image = image
    if "A" in upright.getbands() or "transparency" in upright.info:
        layered = upright.convert("RGBA")
        upright = Image.new("RGB", layered.size, "white")
        upright.paste(layered, mask=layered.getchannel("A"))
    if upright.mode != "RGB":
        upright = upright.convert("RGB")
    upright.thumbnail((PRINT_WIDTH, PRINT_HEIGHT), Image.Resampling.HAMMING)
    upright.info.clear()
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
