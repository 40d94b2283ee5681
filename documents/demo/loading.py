"""Puts the demo content into an empty database, through the services: nothing is stored that a person could not store."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from activities.models import Activity, Picture, Submission
from activities.services import PlacedPicture, create_activity, store_picture
from activities.submitting import decline_submission, send_submission
from directives.models import Deadline, Directive, DirectiveKind
from directives.services import create_directive, suggest_deadlines
from documents.demo import data
from documents.demo.pictures import draw_picture
from documents.engines.block_html import blocks_from_html
from documents.models import Bulletin, Edition, Entry, EntryPicture, KnownWord, PublisherSettings
from documents.services.citing import sync_entries
from documents.services.delivering import acknowledge, mark_opened
from documents.services.publishing import publish_bulletin
from documents.services.reviewing import approve_bulletin, send_bulletin
from organizations.models import Membership, Organization, OrganizationType, User
from organizations.roles import Role
from organizations.services import record_succession

EMERGENCY = "khancap"
# Phrases of the demo issues that are right, and rare enough to be doubted.
OWN_WORDS = ("hàng hoa", "tự thay", "hộ cần")


@dataclass(frozen=True, slots=True)
class Account:
    """An account to be shown after loading."""

    user_name: str
    full_name: str
    label: str


def is_empty() -> bool:
    """Whether the database holds nothing that a person entered."""
    return not (User.objects.exists() or Organization.objects.exists() or Bulletin.objects.exists())


def load(*, password: str, progress: Callable[[str], None] = lambda line: None) -> list[Account]:
    """Load everything; every account gets the same ``password``. Raises data.DemoDataError for broken files."""
    content = data.load_demo()
    loader = _Loader(content, password, progress)
    loader.load()
    return [
        Account(person.user_name, person.full_name, person.demo_account)
        for person in content.people
        if person.demo_account
    ]


class _Loader:
    """Keeps the rows by the keys of the files."""

    def __init__(self, content: data.DemoContent, password: str, progress: Callable[[str], None]) -> None:
        self.content, self.password, self.progress = content, password, progress
        self.organizations: dict[str, Organization] = {}
        self.users: dict[str, User] = {}
        self.directives: dict[str, Directive] = {}
        self.activities: dict[str, Activity] = {}
        self.pictures: dict[str, Picture] = {}
        self.actor: User | None = None

    def load(self) -> None:
        self.progress("Tổ chức và người dùng …")
        with transaction.atomic():
            self.load_people_and_bodies()
        self.progress("Văn bản …")
        with transaction.atomic():
            for row in sorted(self.content.directives, key=lambda one: one.issued_on):
                self.load_directive(row)
        self.progress("Tin hoạt động và ảnh vẽ …")
        for item in self.content.activities:
            self.load_activity(item)
        for issue in sorted(self.content.issues, key=lambda one: (one.year, one.months)):
            self.progress(f"Tài liệu tháng {issue.months[0]:02d}/{issue.year}, {self.organizations[issue.publisher]} …")
            self.load_issue(issue)
        for sent in self.content.submissions:
            self.load_submission(sent)
        assert self.actor is not None  # noqa: S101 (made with the people)
        self.actor.is_active = False
        self.actor.save(update_fields=["is_active"])

    def load_people_and_bodies(self) -> None:
        types = {row.code: row for row in OrganizationType.objects.all()}
        self.actor = User.objects.create_superuser(
            EMERGENCY, secrets.token_urlsafe(24), full_name="Tài khoản khẩn cấp (đang khóa)"
        )
        for row in self.content.organizations:
            fields: dict[str, Any] = {
                "type": types[row.type],
                "name": row.name,
                "short_name": row.short_name,
                "letters": row.letters,
                "valid_from": row.valid_from,
                "valid_to": row.valid_to,
                "paper_copies": row.paper_copies,
            }
            if row.road:
                fields["road"] = row.road
            body = Organization(**fields)
            if row.parent is None:
                Organization.objects.add_root(instance=body)
            else:
                # Read anew: the tree counts its children in the parent's row.
                Organization.objects.add_child(
                    Organization.objects.get(pk=self.organizations[row.parent].pk), instance=body
                )
            self.organizations[row.key] = body
        for step in self.content.successions:
            record_succession(
                actor=self.actor,
                old=self.organizations[step.old],
                new=self.organizations[step.new],
                on=step.on,
                kind=step.kind,
            )
        prepared = User()
        prepared.set_password(self.password)
        for person in self.content.people:
            # One hash for all: a hundred would take half a minute.
            user = User.objects.create(
                username=person.user_name,
                full_name=person.full_name,
                phone=person.phone,
                email=person.email,
                password=prepared.password,
            )
            self.users[person.key] = user
            for held in person.memberships:
                Membership.objects.create(
                    user=user,
                    organization=self.organizations[held.organization],
                    role=held.role,
                    starts_on=held.starts_on,
                    ends_on=held.ends_on,
                )

    def load_directive(self, row: data.Directive) -> None:
        directive = create_directive(
            actor=self.actor,
            held_by=self.organizations[row.held_by],
            register=self.organizations[row.issuer],
            issuer_printed=row.issuer_printed,
            kind=DirectiveKind.objects.get(name=row.kind),
            number=row.number,
            issuing_organ=row.issuing_organ,
            signer=row.signer,
            issued_on=row.issued_on,
            effective_on=row.effective_on,
            subject=row.subject,
            body=row.html,
        )
        self.directives[row.key] = directive
        for found in row.deadlines:
            to = found.addressee
            Deadline.objects.create(
                directive=directive,
                kind=found.kind,
                text=found.text,
                organization=self.organizations[to.organization] if to.organization else None,
                addressee_type=OrganizationType.objects.get(code=to.type) if to.type else None,
                addressee_within=self.organizations[to.within] if to.within else None,
                addressee_printed=to.printed,
                starts_on=found.starts_on,
                due_on=found.due_on,
                precision=found.precision,
            )
        if row.deadlines:
            suggest_deadlines(directive)

    def load_activity(self, row: data.Activity) -> None:
        self.activities[row.key] = create_activity(
            actor=self.actor,
            held_by=self.organizations[row.held_by],
            about=self.organizations[row.organization],
            title=row.title,
            body=row.html,
            happened_on=row.happened_on,
            pictures=self.place(row.pictures, row.body),
        )

    def load_submission(self, row: data.Submission) -> None:
        organization, recipient = self.organizations[row.organization], self.organizations[row.recipient]
        submission, _ = send_submission(
            actor=self._officer(Role.SECRETARY, organization),
            organization=organization,
            recipient=recipient,
            text="\n".join(row.text),
            pictures=[self.picture(one) for one in row.pictures],
            form_key=uuid4(),
        )
        editor = self._officer(Role.EDITOR, recipient)
        if row.is_declined:
            decline_submission(actor=editor, submission=submission, word=row.word)
        elif row.activity:
            # The news item of the story is there already: it need not be made a second time.
            submission.state, submission.activity = Submission.State.ACCEPTED, self.activities[row.activity]
            submission.word, submission.decided_by, submission.decided_at = row.word, editor, timezone.now()
            submission.save()

    def place(self, pictures: tuple[data.Picture, ...], body: tuple[str, ...]) -> list[PlacedPicture]:
        return [
            PlacedPicture(
                self.picture(one),
                one.caption,
                # A credit is kept as it is printed; the files name the source alone.
                f"Ảnh: {one.credit}" if one.credit and ":" not in one.credit else one.credit,
                len(blocks_from_html("".join(body[: one.after_block]))),
            )
            for one in pictures
        ]

    def picture(self, one: data.Picture) -> Picture:
        key = repr(sorted(one.scene.items()))
        if key not in self.pictures:
            self.pictures[key] = store_picture(actor=self.actor, content=draw_picture(one.scene), name="ảnh vẽ")
        return self.pictures[key]

    def load_issue(self, issue: data.Issue) -> None:
        publisher = self.organizations[issue.publisher]
        PublisherSettings.objects.update_or_create(
            publisher=publisher,
            defaults={
                "cover_publisher": issue.cover.publisher_line,
                "cover_board": issue.cover.board_line,
                "cover_title": "\n".join(issue.cover.title_lines),
                "foot_line": issue.cover.foot_line,
                "imprint": "\n".join(issue.cover.imprint_lines),
                "contents_depth": issue.contents_depth,
                "rubrics_printed": issue.rubrics_printed,
                "compiled_by": self.organizations[issue.compiled_by],
                "contact": f"văn phòng {publisher.name}, máy lẻ 12",
            },
        )
        with transaction.atomic():
            bulletin = Bulletin.objects.create(
                publisher=publisher,
                compiled_by=self.organizations[issue.compiled_by],
                kind=issue.kind,
                year=issue.year,
                month=issue.months[0],
                last_month=issue.months[-1] if len(issue.months) > 1 else None,
                created_by=self._officer(Role.EDITOR, publisher, self.organizations[issue.compiled_by]),
            )
            bulletin.audience.set(self.organizations[key] for key in issue.audience)
            self.load_entries(bulletin, issue)
        if issue.published_on is not None:
            self.publish(bulletin, issue.published_on)

    def load_entries(self, bulletin: Bulletin, issue: data.Issue) -> None:
        made: dict[str, Entry] = {}
        placed: list[EntryPicture] = []
        for position, row in enumerate(issue.entries, start=1):
            activity = self.activities[row.activity] if row.activity else None
            told = next((one for one in self.content.activities if one.key == row.activity), None)
            from_news = told is not None and not row.body
            entry = Entry(
                bulletin=bulletin,
                parent=made[row.parent] if row.parent else None,
                position=position,
                kind=row.kind,
                rubric=row.rubric,
                heading=row.heading or (told.title if told else ""),
                short_title=row.short_title,
                gist="\n".join(row.gist),
                cell_tasks="\n".join(f"{task.text} ({task.due})" if task.due else task.text for task in row.cell_tasks),
                questions="\n".join(row.questions),
                body=told.html if from_news and told else row.html,
                directive=self.directives[row.directives[0]] if row.directives else None,
                activity=activity,
            )
            entry.save()
            made[row.key] = entry
            pictures = self.place(told.pictures, told.body) if from_news and told else []
            pictures += self.place(row.pictures, row.body)
            placed.extend(
                EntryPicture(
                    entry=entry,
                    picture=one.picture,
                    caption=one.caption,
                    credit=one.credit,
                    place=one.place,
                    position=order,
                )
                for order, one in enumerate(pictures)
            )
        EntryPicture.objects.bulk_create(placed)
        sync_entries(list(made.values()))

    def _officer(self, role: str, *places: Organization) -> User:
        """Who holds the role at the publisher or at its board; for a dissolved body, whose people are gone, the actor."""
        held = Membership.objects.in_force(timezone.localdate()).filter(role=role, organization__in=places)
        found = held.select_related("user").order_by("pk").first()
        assert self.actor is not None  # noqa: S101 (made with the people)
        return found.user if found is not None else self.actor

    def publish(self, bulletin: Bulletin, on: date) -> None:
        places = [one for one in (bulletin.publisher, bulletin.compiled_by) if one is not None]
        editor, approver = self._officer(Role.EDITOR, *places), self._officer(Role.APPROVER, *places)
        # What proofreading takes for a slip and is none goes on the publisher's list, as an editor would do.
        for words in OWN_WORDS:
            KnownWord.objects.get_or_create(publisher=bulletin.publisher, text=words, defaults={"added_by": editor})
        send_bulletin(actor=editor, bulletin=bulletin)
        # A doubt that newer rules bring must not stop a demo; a test says which it is.
        approve_bulletin(actor=approver, bulletin=bulletin, waive_errors=True, waive_reason="Đã đọc lại, viết đúng.")
        moment = timezone.make_aware(datetime.combine(on, time(16, 30)))
        edition = publish_bulletin(actor=approver, bulletin=bulletin, now=min(moment, timezone.now()))
        # Mails of issues published in the story's past are not sent out today.
        edition.messages.all().delete()
        self.receive(edition)

    def receive(self, edition: Edition) -> None:
        """Some cells have opened the issue, some have said so: the lists have something to show."""
        waiting = Membership.objects.in_force(timezone.localdate()).filter(
            role="secretary", organization__deliveries__edition=edition
        )
        for place, membership in enumerate(waiting.select_related("user").order_by("organization__path")):
            if place % 5 == 0 or membership.user.username == "bithu":
                continue
            if place % 5 in {1, 2, 3}:
                acknowledge(actor=membership.user, edition=edition)
            else:
                mark_opened(actor=membership.user, edition=edition)
        moment = edition.publish_at + timedelta(hours=20)
        edition.deliveries.filter(opened_at__isnull=False).update(opened_at=moment)
        edition.deliveries.filter(acknowledged_at__isnull=False).update(acknowledged_at=moment)
