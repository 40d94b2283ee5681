"""The tờ đính chính between two editions of an issue: rows found in the frozen pages, set as one page."""

from django.utils import timezone

from documents.engines.errata import Erratum, find_errata, printed_lines
from documents.models import Edition
from documents.rendering.content import from_json
from documents.rendering.errata import Slip, render_errata
from documents.rendering.pages import page_lines
from documents.services.publishing import check_address, font_dir


def errata_between(old: Edition, new: Edition) -> list[Erratum]:
    """What of the paper of ``old`` is no longer right. Raises FileNotFoundError where its PDF is lost."""
    with old.pdf.open() as file:
        pages = page_lines(file.read())
    first_pages = {str(uuid): page for uuid, page in old.entries.values_list("entry_uuid", "page") if page is not None}
    return find_errata(from_json(old.content), from_json(new.content), printed_lines(pages), first_pages, len(pages))


def correction_slip(old: Edition, new: Edition) -> bytes:
    """PDF of one page for who holds ``old`` on paper. Raises TooLong, CannotSet, FileNotFoundError."""
    slip = Slip(
        publisher=new.publisher.name,
        title=new.title,
        old_number=old.number,
        old_token=old.token,
        number=new.number,
        token=new.token,
        reason=new.change_reason or new.change_note,
        check_address=check_address(new.token),
    )
    return render_errata(slip, errata_between(old, new), now=timezone.localtime(new.publish_at), font_dir=font_dir())
