"""Ghi âm: an issue or an entry read aloud. The desk attaches a file, the approver lets readers hear it."""

from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cadre_portal.files import sha256_of, stored_name
from cadre_portal.kept import Kept
from documents.access import may_edit, may_publish
from documents.engines.sound import UnusableSound, sound_of
from documents.models import Edition, EditionEntry, Recording
from documents.services.reviewing import NotAllowed
from organizations.log import record
from organizations.models import AccessLog, User


@dataclass(frozen=True, slots=True)
class Player:
    """What a page needs to play a recording."""

    address: str
    media_type: str


# Which recordings an edition has, by its code: asked for by every reader of a page, and changed once a month. A minute.
_kept: Kept[dict[int | None, Player]] = Kept(32, seconds=60)


def players_of(edition: Edition) -> dict[int | None, Player]:
    """The released recordings of an edition by entry key, None for the whole issue."""
    known = _kept.get(edition.token)
    if known is None:
        rows = Recording.objects.released().filter(edition=edition)
        known = {row.entry_id: player_of(row, edition) for row in rows}
        _kept.put(edition.token, known)
    return known


def player_of(recording: Recording, edition: Edition) -> Player:
    address = reverse("documents:recording_play", kwargs={"token": edition.token, "sha256": recording.sha256})
    return Player(address, recording.media_type)


def attach_recording(
    *, actor: User, edition: Edition, entry: EditionEntry | None, content: IO[bytes], size: int
) -> Recording:
    """Attach a recording to an entry (None: to the whole issue), in the place of the one there was.

    Readers hear it at once where an approver brings it. Raises UnusableSound, NotAllowed; then nothing is stored.
    """
    if not may_edit(actor, edition.bulletin):
        raise NotAllowed("Chỉ người biên tập, lãnh đạo duyệt của nơi phát hành mới gắn được ghi âm.")
    if size > settings.RECORDING_LIMIT_MB * 1024 * 1024:
        raise UnusableSound(
            f"Tệp nặng quá {settings.RECORDING_LIMIT_MB} MB. Đồng chí lưu lại ở chất lượng thấp hơn, hoặc chia theo mục."
        )
    sound = sound_of(content)
    digest = sha256_of(content)
    name = stored_name("recording", digest, sound.suffix)
    # The file first: a row without its file would be an error page, a file without a row is only an orphan.
    if not default_storage.exists(name):
        default_storage.save(name, File(content))
    released = may_publish(actor, edition.bulletin)
    with transaction.atomic():
        # The row of the edition is the lock: of two who attach at once the later one stays.
        Edition.objects.select_for_update().only("pk").get(pk=edition.pk)
        Recording.objects.filter(edition=edition, entry=entry).delete()
        recording = Recording.objects.create(
            edition=edition,
            entry=entry,
            file=name,
            sha256=digest,
            size=size,
            media_type=sound.media_type,
            attached_by=actor,
            released_by=actor if released else None,
            released_at=timezone.now() if released else None,
        )
        _log(AccessLog.Action.CREATE, actor, recording)
    _forget(edition)
    return recording


def release_recording(*, actor: User, recording: Recording) -> None:
    """Let readers hear it. Raises NotAllowed for who does not publish there."""
    edition = recording.edition
    if not may_publish(actor, edition.bulletin):
        raise NotAllowed("Chỉ lãnh đạo duyệt của nơi phát hành mới cho nghe được.")
    with transaction.atomic():
        changed = Recording.objects.filter(pk=recording.pk, released_at__isnull=True).update(
            released_by=actor, released_at=timezone.now()
        )
        if changed:
            _log(AccessLog.Action.PUBLISH, actor, recording)
    _forget(edition)


def remove_recording(*, actor: User, recording: Recording) -> None:
    """Take it away from readers at once. Raises NotAllowed."""
    edition = recording.edition
    if not may_edit(actor, edition.bulletin):
        raise NotAllowed("Chỉ người biên tập, lãnh đạo duyệt của nơi phát hành mới gỡ được ghi âm.")
    with transaction.atomic():
        _log(AccessLog.Action.DELETE, actor, recording)
        recording.delete()
    _forget(edition)


def keep_recordings(edition: Edition) -> int:
    """Take over into a correction the recordings of entries whose words did not change. Returns how many.

    A recording of the whole issue is not taken over: its words did change somewhere.
    """
    before = Edition.objects.filter(bulletin=edition.bulletin_id, number=edition.number - 1).first()
    if before is None:
        return 0
    entries = {(row.entry_uuid, row.heading, row.text): row for row in edition.entries.all()}
    kept = []
    for row in before.recordings.filter(entry__isnull=False).select_related("entry"):
        same = entries.get((row.entry.entry_uuid, row.entry.heading, row.entry.text)) if row.entry else None
        if same is not None:
            row.pk, row.edition, row.entry = None, edition, same
            kept.append(row)
    Recording.objects.bulk_create(kept)
    return len(kept)


def _log(action: str, actor: User, recording: Recording) -> None:
    record(action, actor=actor, organization=recording.edition.publisher_id, target=recording, label=str(recording))


def _forget(edition: Edition) -> None:
    """This process knows of the change at once, the others within a minute."""
    rows = Recording.objects.released().filter(edition=edition)
    _kept.put(edition.token, {row.entry_id: player_of(row, edition) for row in rows})
