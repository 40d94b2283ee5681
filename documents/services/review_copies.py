"""The content of an issue at each step of its review, and what changed since: what an approver looks at before pressing."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from documents.engines.change_words import changes_in_words
from documents.engines.issue_changes import IssueChange, compare_issues
from documents.models import Bulletin, BulletinEvent, ReviewCopy
from documents.rendering.content import IssueContent, from_json, to_json
from documents.services.delivering import audience_of

LAST_SENT, THIS_SENT, APPROVED, PUBLISHED = "lan-truoc", "lan-nay", "da-duyet", "phat-hanh"


@dataclass(frozen=True, slots=True)
class Base:
    """An earlier state to compare with. ``audience`` and ``publish_at`` are None where they were not kept with it."""

    key: str
    label: str
    content: IssueContent
    audience: list[str] | None = None
    publish_at: datetime | None = None
    has_hour: bool = False


def keep_copy(event: BulletinEvent, bulletin: Bulletin, content: IssueContent) -> ReviewCopy:
    """Keep the content beside the step that was taken with it."""
    return ReviewCopy.objects.create(
        event=event, content=to_json(content), audience=audience_names(bulletin), publish_at=bulletin.publish_at
    )


def audience_names(bulletin: Bulletin) -> list[str]:
    """Names of the chosen organisations; none where all cells below the publisher receive."""
    return list(bulletin.audience.order_by("path").values_list("name", flat=True))


def bases_of(bulletin: Bulletin) -> list[Base]:
    """What the working copy can be compared with, the most telling first; empty where it is sent for the first time."""
    sent = _copies(bulletin, "send")[:2]
    approved = _copies(bulletin, "approve")[:1]
    found: list[Base] = []
    if approved and (not sent or approved[0].event.at > sent[0].event.at):
        found.append(_base(APPROVED, "bản đã duyệt", approved[0]))
    edition = bulletin.editions.order_by("-number").first()
    # What was sent before the last edition led to that edition: readers have the one, nobody the other.
    if len(sent) > 1 and (edition is None or sent[1].event.at > edition.made_at):
        found.append(_base(LAST_SENT, "bản trình lần trước", sent[1]))
    if edition is not None and edition.content:
        label = f"{edition.which} đã phát hành"
        found.append(Base(PUBLISHED, label, from_json(edition.content)))
    if sent:
        found.append(_base(THIS_SENT, "bản trình lần này", sent[0]))
    return found


def _copies(bulletin: Bulletin, verb: str) -> list[ReviewCopy]:
    rows = ReviewCopy.objects.filter(event__bulletin=bulletin, event__verb=verb).select_related("event")
    return list(rows.order_by("-event__at", "-event__pk")[:2])


def _base(key: str, label: str, copy: ReviewCopy) -> Base:
    at = timezone.localtime(copy.event.at)
    verb = "duyệt" if key == APPROVED else "gửi"
    return Base(
        key,
        f"{label} ({verb} {at:%H:%M %d/%m/%Y})",
        from_json(copy.content),
        list(copy.audience),
        copy.publish_at,
        True,
    )


def changes_since(base: Base, bulletin: Bulletin, content: IssueContent) -> tuple[IssueChange, list[str]]:
    """What differs in the content, and sentences on whom it goes to and when."""
    facts = []
    if base.audience is not None:
        now = audience_names(bulletin)
        if now != base.audience:
            facts.append(f"Phạm vi gửi: trước là {_named(base.audience)}; nay là {_named(now)}.")
    if base.has_hour and base.publish_at != bulletin.publish_at:
        facts.append(f"Giờ phát hành: trước là {_hour(base.publish_at)}; nay là {_hour(bulletin.publish_at)}.")
    return compare_issues(base.content, content), facts


def correction_in_words(bulletin: Bulletin, content: IssueContent) -> str:
    """What the correction changed since the edition readers have, as lines to begin with; "" where nothing can be said."""
    edition = bulletin.editions.published().not_withdrawn().order_by("-number").first()
    if edition is None or not edition.content:
        return ""
    return changes_in_words(compare_issues(from_json(edition.content), content))


def reason_given(bulletin: Bulletin) -> tuple[str, str]:
    """Why the correction is made, as last said when it was sent, and by whom; ("", "") where nothing was said."""
    edition = bulletin.editions.order_by("-number").only("made_at").first()
    sent = bulletin.events.filter(verb="send").exclude(note="").select_related("actor").order_by("-at", "-pk").first()
    if edition is None or sent is None or sent.at < edition.made_at:
        return "", ""
    return sent.note, str(sent.actor or "")


def is_as_published(bulletin: Bulletin, content: IssueContent) -> bool:
    """Whether the working copy says word for word what readers have, and goes to no one else: a correction of nothing."""
    edition = bulletin.editions.published().not_withdrawn().order_by("-number").first()
    if edition is None or not edition.content or compare_issues(from_json(edition.content), content):
        return False
    receivers = audience_of(bulletin, timezone.localdate())
    here = {receiver.organization_id for receiver in receivers}
    return here == set(edition.deliveries.values_list("organization", flat=True))


def _named(names: list[str]) -> str:
    return ", ".join(names) if names else "mọi chi bộ trực thuộc"


def _hour(when: datetime | None) -> str:
    return f"{timezone.localtime(when):%H:%M %d/%m/%Y}" if when else "ngay khi bấm Phát hành"
