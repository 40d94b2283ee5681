"""Pictures out of files: what they are and how large, by their first bytes."""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from documents.engines.reading.model import ReadPicture

MAX_PIXELS = 40_000_000
_MEDIA_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}


def picture_from_bytes(data: bytes) -> ReadPicture | None:
    """Return the picture in ``data``, or None for what is none (drawings, EMF, broken or over 40 megapixels).

    JPEG, PNG, GIF and WebP keep their bytes; BMP and TIFF become PNG.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                if width * height > MAX_PIXELS or not width or not height:
                    return None
                media_type = _MEDIA_TYPES.get(image.format or "")
                if media_type:
                    return ReadPicture(data, media_type, width, height)
                if image.format not in ("BMP", "TIFF"):
                    return None
                return picture_from_image(image.convert("RGB"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def picture_from_image(image: Image.Image) -> ReadPicture:
    """Return ``image`` as a PNG picture."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return ReadPicture(buffer.getvalue(), "image/png", image.width, image.height)
