"""A file of an edition goes to a person: noted for the person's cells and in the log, the same for every file."""

from django.http import HttpRequest

from documents.models import Edition
from documents.services.delivering import mark_taken
from organizations.current import only_asks
from organizations.log import record_taken
from organizations.models import AccessLog, User


def note_taken(request: HttpRequest, user: User, edition: Edition, *, file: str, is_print: bool = False) -> None:
    """Note that the person takes this file ("pdf", "docx", "meeting" …), to print it or to keep it; not for a HEAD."""
    if not only_asks(request):
        mark_taken(actor=user, edition=edition, field="printed_at" if is_print else "downloaded_at")
    record_taken(
        AccessLog.Action.PRINT if is_print else AccessLog.Action.DOWNLOAD,
        actor=user,
        organization=edition.publisher_id,
        target=edition,
        request=request,
        file=file,
    )
