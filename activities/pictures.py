"""Takes in photos: JPEG, PNG, WebP and HEIC, any orientation and colour model; keeps them upright, RGB and without EXIF.

EXIF goes because a phone writes into it where and when a person was photographed.
"""

import hashlib
import io
import warnings
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

pillow_heif.register_heif_opener()

# The longest side kept: prints at 300 dpi over the full width of an A4 page.
LONGEST_SIDE = 2600
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "BMP", "TIFF", "MPO")


class UnusablePicture(Exception):
    """The photo cannot be taken; the message (Vietnamese) says why and what to do."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A photo ready to be stored: bytes, their sha256, suffix with the dot, size in pixels."""

    content: bytes
    sha256: str
    suffix: str
    width: int
    height: int


def clean_picture(content: bytes, *, name: str, limit_mb: int, limit_megapixels: int) -> CleanPicture:
    """Return the photo upright, in RGB, without metadata and not larger than print needs.

    Raises UnusablePicture for an empty, too large, unreadable or broken file.
    """
    if not content:
        raise UnusablePicture(f"Ảnh “{name}” không có dữ liệu (0 byte). Đồng chí chụp hoặc chép lại ảnh rồi tải lên.")
    if len(content) > limit_mb * 1024 * 1024:
        raise UnusablePicture(
            f"Ảnh “{name}” nặng {len(content) / 1048576:.0f} MB, quá {limit_mb} MB. "
            "Đồng chí giảm dung lượng ảnh rồi tải lên lại."
        )
    try:
        with warnings.catch_warnings():
            # Pillow warns of large images; our own limit answers below.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            if image.width * image.height > limit_megapixels * 1_000_000:
                raise UnusablePicture(
                    f"Ảnh “{name}” có {image.width} × {image.height} điểm, quá {limit_megapixels} triệu điểm. "
                    "Đồng chí thu nhỏ ảnh rồi tải lên lại."
                )
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image.load()
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        Image.DecompressionBombError,
    ) as error:
        raise UnusablePicture(
            f"Không đọc được ảnh “{name}”: tệp không phải là ảnh hoặc đã hỏng. "
            "Đồng chí dùng ảnh JPEG, PNG hoặc HEIC chụp từ điện thoại."
        ) from error
    return _encode(ImageOps.exif_transpose(image), keep_png=image.format == "PNG")


def _encode(image: Image.Image, *, keep_png: bool) -> CleanPicture:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image.convert("RGBA"), mask=image.convert("RGBA").getchannel("A"))
        image = ground
    else:
        image = image.convert("RGB")
    image.info.clear()
    out = io.BytesIO()
    # Drawings and tables scanned as PNG stay sharp; everything else is a photo.
    if keep_png and len(image.getcolors(maxcolors=4096) or ()) > 0:
        image.save(out, "PNG", optimize=True)
        suffix = ".png"
    else:
        image.save(out, "JPEG", quality=88, optimize=True, progressive=True)
        suffix = ".jpg"
    content = out.getvalue()
    return CleanPicture(content, hashlib.sha256(content).hexdigest(), suffix, image.width, image.height)
