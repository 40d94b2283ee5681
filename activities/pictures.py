"""Takes in photos: JPEG, PNG, WebP and HEIC, any orientation and colour model; keeps them upright, RGB and without EXIF.

EXIF goes because a phone writes into it where and when a person was photographed.
"""

import hashlib
import io
import struct
import warnings
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

pillow_heif.register_heif_opener()

# The longest side kept: prints at 300 dpi over the full width of an A4 page.
LONGEST_SIDE = 2600
# The several frames of a phone's "MPO" come as a JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "BMP", "TIFF")


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
    too_many = UnusablePicture(
        f"Ảnh “{name}” có quá nhiều điểm ảnh, quá {limit_megapixels} triệu điểm. Đồng chí thu nhỏ ảnh rồi tải lên lại."
    )
    try:
        with warnings.catch_warnings():
            # Pillow warns of large images and of odd metadata; our own limit answers below.
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content), formats=FORMATS)
            if image.width * image.height > limit_megapixels * 1_000_000:
                raise too_many
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image.load()
            return _encode(_upright(image), keep_png=image.format == "PNG")
    except Image.DecompressionBombError as error:
        raise too_many from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnusablePicture(
            f"Không đọc được ảnh “{name}”: tệp không phải là ảnh hoặc đã hỏng. "
            "Đồng chí dùng ảnh JPEG, PNG hoặc HEIC chụp từ điện thoại."
        ) from error


def _upright(image: Image.Image) -> Image.Image:
    """The image as it was held; as it lies where its metadata cannot be read."""
    try:
        return ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, struct.error):
        return image


def _encode(image: Image.Image, *, keep_png: bool) -> CleanPicture:
    if image.mode.startswith("I"):
        # Sixteen bits a point, as scanners write: 0…65535 becomes 0…255; a plain conversion would make it white.
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
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
