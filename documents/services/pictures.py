"""Pictures of editions in the sizes that screens need, made once and kept beside the original by its digest."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from PIL import Image

from activities.models import Picture
from cadre_portal.files import stored_name
from documents.engines.blocks import PictureRef
from documents.rendering.html import PictureSource
from documents.rendering.pictures import UnusablePicture, print_picture

# Widths in CSS pixels times density that phones and screens ask for; the smallest is a phone's column.
WIDTHS = (480, 960, 1600)


def picture_sources(token: str) -> Callable[[PictureRef], PictureSource]:
    """For the pictures of one edition: the address of the middle size, and ``srcset`` of all."""

    def source(picture: PictureRef) -> PictureSource:
        widths = [width for width in WIDTHS if width <= picture.width] or [WIDTHS[0]]
        addresses = {
            width: reverse("documents:picture_show", kwargs={"token": token, "sha256": picture.sha256, "width": width})
            for width in widths
        }
        middle = widths[min(1, len(widths) - 1)]
        return PictureSource(
            src=addresses[middle], srcset=", ".join(f"{address} {width}w" for width, address in addresses.items())
        )

    return source


def print_sizes() -> Path:
    """Where photos are kept in the size in which they are printed."""
    return Path(settings.MEDIA_ROOT) / "derived" / "print"


def prepare_print_size(picture: Picture) -> None:
    """Make the print size of a photo that has just arrived, once it is stored for good: an import must not hold the database
    while it sizes thirty of them. One that cannot be read is told of when it is printed."""

    def prepare() -> None:
        with contextlib.suppress(UnusablePicture):
            print_picture(Path(picture.file.path), sha256=picture.sha256, cache_dir=print_sizes())

    transaction.on_commit(prepare)


def forget_sizes(picture: Picture) -> None:
    """Remove what was made of a photo that is no more."""
    (print_sizes() / f"{picture.sha256}.jpg").unlink(missing_ok=True)
    for width in WIDTHS:
        default_storage.delete(stored_name("derived", f"{picture.sha256}-{width}", ".jpg"))


def sized_picture(picture: Picture, width: int) -> Path:
    """Path of the picture at this width (never enlarged), made at the first request.

    It appears whole: when an issue comes out, many ask for its photos at once, and none may be handed one that another's
    process is still writing.
    """
    path = Path(settings.MEDIA_ROOT) / stored_name("derived", f"{picture.sha256}-{width}", ".jpg")
    if not path.exists():
        with Image.open(picture.file.path) as image:
            image.draft("RGB", (width, width * 4))
            small = image.convert("RGB")
            small.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
            out = io.BytesIO()
            small.save(out, "JPEG", quality=78, optimize=True, progressive=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix="part-", delete=False) as part:
            part.write(out.getvalue())
        made = Path(part.name)
        made.chmod(0o644)
        made.replace(path)
    return path
