"""The issue in large type (18 pt): the frozen content set anew when somebody asks, and kept.

It is a reading aid and no edition of its own: what is acknowledged, corrected by page and line and checked by its code is the A4 print. So it is
not frozen with it; it says that its pages differ. The same edition, template and font give the same bytes.
"""

import hashlib
import json
from dataclasses import replace

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from cadre_portal.files import stored_name
from documents.models import Edition
from documents.rendering.content import from_json
from documents.rendering.pdf import MADE_WITH, render_pdf
from documents.services.composing import picture_files
from documents.services.pictures import print_sizes
from documents.services.publishing import font_dir

PAGES_DIFFER = "Bản chữ lớn: số trang khác với bản in thường."


def large_pdf(edition: Edition) -> str:
    """Name of the stored PDF of an edition in large type, made where it is not kept.

    Raises CannotSet, UnusablePicture, UnusableFont.
    """
    made_of = json.dumps([edition.pk, edition.pdf_sha256, edition.token, MADE_WITH, settings.FONT_DIR])
    name = stored_name("derived/large", hashlib.sha256(made_of.encode()).hexdigest(), ".pdf")
    if default_storage.exists(name):
        return name
    content = from_json(edition.content)
    content = replace(content, imprint_lines=(*content.imprint_lines, PAGES_DIFFER))
    made = render_pdf(
        content,
        pictures=picture_files(content),
        now=timezone.localtime(edition.publish_at),
        font_dir=font_dir(),
        form="large",
        cache_dir=print_sizes(),
    )
    # Two readers may ask at once: both make the same bytes, and the one that comes second finds its name taken.
    return name if default_storage.exists(name) else default_storage.save(name, ContentFile(made.pdf))
