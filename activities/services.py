"""What changes news and pictures. Verbs with ``actor``; atomic; the log entry is written inside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Exists, ManyToOneRel, OuterRef, ProtectedError

from activities.models import Activity, ActivityPicture, Picture
from activities.pictures import CleanPicture, clean_picture
from cadre_portal.files import stored_name
from cadre_portal.rich_text import plain_text
from directives.services import sync_citing_text
from directives.wrapped.captions import whole_credit
from organizations.log import record
from organizations.models import AccessLog, Organization, User


def store_picture(*, actor: User | None, content: bytes, name: str, by_form: bool = False) -> Picture:
    """Store a photo and return its row; the same bytes are stored once, whoever brings them.

    ``by_form``: it came with a form that may yet be refused; a day later it goes where nothing uses it.

    Raises activities.pictures.UnusablePicture; then nothing is stored.
    """
    return keep_picture(actor=actor, clean=check_picture(content, name=name), by_form=by_form)


# Upper rooms that need a picture in sizes of their own make them when it arrives, not when somebody waits for a page
# (filled in AppConfig.ready).
when_stored: list[Callable[[Picture], None]] = []


def check_picture(content: bytes, *, name: str) -> CleanPicture:
    """The photo as it would be stored, within the portal's limits. Raises activities.pictures.UnusablePicture."""
    return clean_picture(
        content,
        name=name,
        limit_mb=settings.PICTURE_LIMIT_MB,
        limit_megapixels=settings.PICTURE_LIMIT_MEGAPIXELS,
    )


def keep_picture(*, actor: User | None, clean: CleanPicture, by_form: bool = False) -> Picture:
    """Store a photo that was checked: quick, so that it may stand in a transaction."""
    found = Picture.objects.filter(sha256=clean.sha256).first()
    path = (found.file.name if found is not None else "") or stored_name("picture", clean.sha256, clean.suffix)
    # The file first: a row without its file would be an error page, a file without a row is only an orphan.
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(clean.content))
    if found is not None:
        if found.came_by_form and not by_form:
            found.came_by_form = False
            found.save(update_fields=["came_by_form"])
        return found
    # The size is known: ``ImageField`` would open the file again for it.
    picture, _ = Picture.objects.get_or_create(
        sha256=clean.sha256,
        defaults={"file": path, "size": len(clean.content), "uploaded_by": actor, "came_by_form": by_form},
    )
    for prepare in when_stored:
        prepare(picture)
    return picture


# What upper rooms made of a picture goes with it (filled in AppConfig.ready).
when_removed: list[Callable[[Picture], None]] = []
# Longer than a refused form can bring its photos along at the next press.
_KEPT_UNUSED = timedelta(hours=25)


def prune_pictures(*, now: datetime) -> int:
    """Remove the photos that came with a refused form, a day after, where nothing uses them. Returns how many."""
    rows = Picture.objects.filter(came_by_form=True, uploaded_at__lt=now - _KEPT_UNUSED)
    # Every table that points at a picture, those of upper rooms and of rooms to come included.
    for relation in Picture._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            users = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            rows = rows.filter(~Exists(users))
    removed = 0
    for picture in rows.order_by("pk"):
        try:
            with transaction.atomic():
                picture.delete()
        except (ProtectedError, IntegrityError):
            continue  # Taken into use this moment.
        removed += 1
        # The same photo may have come again meanwhile: then the file is the new row's.
        if not Picture.objects.filter(sha256=picture.sha256).exists():
            for remove in when_removed:
                remove(picture)
            default_storage.delete(picture.file.name or "")
    return removed


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture to stand after ``place`` blocks of a text."""

    picture: Picture
    caption: str = ""
    credit: str = ""
    place: int = 0


@transaction.atomic
def create_activity(
    *,
    actor: User | None,
    held_by: Organization,
    title: str,
    body: str,
    happened_on: date | None = None,
    date_printed: str = "",
    about: Organization | None = None,
    state: str = Activity.State.CONFIRMED,
    source_note: str = "",
    pictures: Sequence[PlacedPicture] = (),
) -> Activity:
    """Create a news item with its pictures in order."""
    activity = Activity.objects.create(
        held_by=held_by,
        about=about,
        title=title[:300],
        body=body,
        happened_on=happened_on,
        date_printed=date_printed,
        state=state,
        source_note=source_note,
        created_by=actor,
    )
    ActivityPicture.objects.bulk_create(
        ActivityPicture(
            activity=activity,
            picture=placed.picture,
            caption=placed.caption[:500],
            credit=whole_credit(placed.credit),
            place=placed.place,
            position=position,
        )
        for position, placed in enumerate(pictures)
    )
    if state == Activity.State.CONFIRMED:
        sync_citing_text(activity, f"{activity.title}\n{plain_text(activity.body)}", seen_from=held_by)
    record(AccessLog.Action.CREATE, actor=actor, organization=held_by, target=activity)
    return activity


@transaction.atomic
def save_activity(*, actor: User, activity: Activity, changed: Sequence[str] = ()) -> Activity:
    """Store a new or changed news item with its next version, and read its citations."""
    is_new = activity.pk is None
    if is_new:
        activity.created_by = actor
    else:
        activity.version += 1
    activity.save()
    sync_citing_text(activity, f"{activity.title}\n{plain_text(activity.body)}", seen_from=activity.held_by)
    record(
        AccessLog.Action.CREATE if is_new else AccessLog.Action.CHANGE,
        actor=actor,
        organization=activity.held_by,
        target=activity,
        fields=list(changed),
    )
    return activity


@transaction.atomic
def confirm_activity(*, actor: User, activity: Activity) -> Activity:
    """A person says that a news item found by an import is right."""
    activity.state = Activity.State.CONFIRMED
    return save_activity(actor=actor, activity=activity, changed=["state"])


@transaction.atomic
def delete_activity(*, actor: User, activity: Activity) -> None:
    """Remove a news item; issues that carried it keep their text."""
    record(AccessLog.Action.DELETE, actor=actor, organization=activity.held_by, target=activity)
    citing = activity.citing_text
    activity.delete()
    if citing is not None:
        citing.delete()
