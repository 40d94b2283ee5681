"""Files of directives."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from cadre_portal.file_names import safe_name
from cadre_portal.files import stored_name
from directives.files import ReadFile, SecretText, read_upload
from directives.models import Directive, DirectiveFile
from directives.search.index import index_files
from directives.services.due import suggest_deadlines
from organizations.log import record
from organizations.models import AccessLog, Organization, User


def add_file(
    *, actor: User, directive: Directive, content: bytes, name: str, read: ReadFile | None = None
) -> DirectiveFile:
    """Keep a file of a directive; the same bytes are kept once. Raises files.RefusedFile. ``read``: what ``read_upload``
    gave for these very bytes, where a form has asked already.

    A refused secret leaves only a line in the log: who, when, for which body; not its name, not its content.
    """
    try:
        read = read or read_upload(
            content, name, limit_mb=settings.DOCUMENT_LIMIT_MB, text_limit=DirectiveFile.TEXT_LIMIT
        )
    except SecretText:
        log_secret_refused(actor=actor, held_by=directive.held_by)
        raise
    path = stored_name("directivefile", read.sha256, read.suffix)
    # The file first: a row without its file would be an error page, a file without a row is only an orphan.
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    with transaction.atomic():
        row, made = DirectiveFile.objects.get_or_create(
            directive=directive,
            sha256=read.sha256,
            defaults={
                "file": path,
                "name": safe_name(name)[:200],
                "size": len(content),
                "media_type": read.media_type,
                "text": read.text,
                "added_by": actor,
            },
        )
        if made:
            index_files([row])
            if read.text:
                suggest_deadlines(directive)
            record(AccessLog.Action.CREATE, actor=actor, organization=directive.held_by_id, target=row)
    return row


def log_secret_refused(*, actor: User, held_by: Organization | None) -> None:
    """Write that a state secret was refused. In a transaction of its own: the refusal undoes whatever else was begun."""
    record(
        AccessLog.Action.REFUSE, actor=actor, organization=held_by, label="Văn bản có dấu mật", reason="secrecy_stamp"
    )
