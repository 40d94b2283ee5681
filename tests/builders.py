"""Builders of rows for tests: ``make_x(**fields)`` with sensible defaults, nothing hidden."""

import hashlib
import io
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pypdfium2
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from activities.models import Activity, Picture
from directives.models import Directive, DirectiveKind
from documents.models import Bulletin, Delivery, Edition, EditionEntry, EditionPicture, Entry, Recording
from documents.services.publishing import publish_bulletin
from documents.services.reviewing import approve_bulletin, send_bulletin
from organizations.models import Membership, Organization, OrganizationType, User
from organizations.roles import Role

_serial = itertools.count(1)
PASSWORD = "mat-khau-thu-2026"


def make_type(code: str = "ward_committee", **fields: Any) -> OrganizationType:
    """The seeded type with this code, or a new one."""
    defaults = {"name": code, "level": OrganizationType.Level.COMMUNE} | fields
    return OrganizationType.objects.get_or_create(code=code, defaults=defaults)[0]


def make_organization(
    name: str = "", *, parent: Organization | None = None, type: str = "ward_committee", **fields: Any
) -> Organization:
    row = Organization(name=name or f"Đảng bộ thử {next(_serial)}", type=make_type(type), **fields)
    if parent is None:
        Organization.objects.add_root(instance=row)
    else:
        Organization.objects.add_child(Organization.objects.get(pk=parent.pk), instance=row)
    return row


def make_user(username: str = "", *, role: str | None = None, at: Organization | None = None, **fields: Any) -> User:
    """A user; with ``role`` and ``at``, holding that role there since 2020."""
    number = next(_serial)
    user = User(
        username=username or f"nguoi.dung.{number}", full_name=fields.pop("full_name", f"Nguyễn Văn {number}"), **fields
    )
    user.set_password(PASSWORD)
    user.save()
    if role is not None and at is not None:
        make_membership(user, at, role)
    return user


def make_membership(user: User, at: Organization, role: str = Role.SECRETARY, **fields: Any) -> Membership:
    defaults = {"starts_on": date(2020, 1, 1)} | fields
    return Membership.objects.create(user=user, organization=at, role=role, **defaults)


def make_kind(name: str = "Kế hoạch", letters: str = "KH", **fields: Any) -> DirectiveKind:
    return DirectiveKind.objects.get_or_create(name=name, defaults={"letters": letters} | fields)[0]


def make_directive(held_by: Organization, **fields: Any) -> Directive:
    defaults: dict[str, Any] = {
        "register": held_by,
        "kind": fields.pop("kind", None) or make_kind(),
        "number": f"{next(_serial):02d}-KH/ĐU",
        "issued_on": date(2026, 5, 4),
        "subject": "về chăm sóc cây xanh ở khu dân cư",
    }
    return Directive.objects.create(held_by=held_by, **(defaults | fields))


def make_activity(held_by: Organization, **fields: Any) -> Activity:
    defaults = {"title": f"Chi bộ ra quân dọn vệ sinh lần {next(_serial)}", "happened_on": date(2026, 10, 3)}
    return Activity.objects.create(held_by=held_by, **(defaults | fields))


def picture_bytes(width: int = 640, height: int = 480, colour: str | None = None) -> bytes:
    """A JPEG of one colour; each call without a colour gives another picture."""
    number = next(_serial)
    image = Image.new("RGB", (width, height), colour or (number * 37 % 256, number * 91 % 256, number * 53 % 256))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def make_picture(content: bytes | None = None, **fields: Any) -> Picture:
    content = content or picture_bytes()
    digest = hashlib.sha256(content).hexdigest()
    picture = Picture(sha256=digest, size=len(content), **fields)
    # Django reads the size of the picture only from a file that has a name.
    picture.file.save("anh.jpg", ContentFile(content, name="anh.jpg"), save=False)
    picture.save()
    return picture


def make_bulletin(publisher: Organization, **fields: Any) -> Bulletin:
    defaults = {"year": 2026, "month": 11} | fields
    return Bulletin.objects.create(publisher=publisher, **defaults)


def make_entry(bulletin: Bulletin, **fields: Any) -> Entry:
    number = next(_serial)
    defaults: dict[str, Any] = {
        "kind": Entry.Kind.TOPIC,
        "heading": f"Chuyên đề thử số {number}",
        "body": f"<p>Đoạn văn thử số {number}.</p>",
        "position": number,
    }
    return Entry.objects.create(bulletin=bulletin, **(defaults | fields))


def make_edition(
    bulletin: Bulletin, *, receivers: Iterable[Organization] = (), pictures: Iterable[Picture] = (), **fields: Any
) -> Edition:
    """A published edition as rows and two small files, without typesetting; for the real thing publish through the services."""
    number = next(_serial)
    defaults: dict[str, Any] = {
        "publisher": bulletin.publisher,
        "kind": bulletin.kind,
        "year": bulletin.year,
        "month": bulletin.month,
        "series": bulletin.series,
        "title": f"Tài liệu sinh hoạt chi bộ tháng {bulletin.month:02d}/{bulletin.year}",
        "content": {
            "publisher_line": "ĐẢNG ỦY",
            "board_line": "",
            "title_lines": ["TÀI LIỆU"],
            "period_line": f"Tháng {bulletin.month} năm {bulletin.year}",
            "foot_line": "",
        },
        "content_sha256": "0" * 64,
        "pdf": default_storage.save(f"edition/thu-{number}.pdf", ContentFile(b"%PDF-1.7 ")),
        "pdf_sha256": "1" * 64,
        "pdf_pages": 1,
        "docx": default_storage.save(f"edition/thu-{number}.docx", ContentFile(b"PK ")),
        "docx_sha256": "2" * 64,
        "font": "Libertinus Serif",
        "made_with": "thử",
        "token": f"T{number:09d}",
        "publish_at": timezone.now(),
    }
    edition = Edition.objects.create(bulletin=bulletin, **(defaults | fields))
    make_edition_entries(edition, 1)
    for receiver in receivers:
        Delivery.objects.create(
            edition=edition, organization=receiver, path=receiver.path, name=receiver.name, road=receiver.road
        )
    for picture in pictures:
        EditionPicture.objects.create(edition=edition, picture=picture)
    return edition


def blank_pdf() -> bytes:
    """A PDF of one empty page."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def make_edition_entries(edition: Edition, count: int) -> None:
    """That many entries more at the end of an edition."""
    first = edition.entries.count() + 1
    EditionEntry.objects.bulk_create(
        EditionEntry(
            edition=edition,
            entry_uuid=uuid4(),
            position=number,
            number=str(number),
            kind=Entry.Kind.TOPIC,
            heading="Chuyên đề thử",
            html=f'<section class="entry" id="muc-{number}"><p>Đoạn văn thử.</p></section>',
            text="Đoạn văn thử.",
        )
        for number in range(first, first + count)
    )


def mp3_bytes(frames: int = 40) -> bytes:
    """A second of silence as MP3: frames of 128 kbit/s at 44.1 kHz (417 bytes each), without a tag."""
    return (b"\xff\xfb\x90\xc0" + bytes(413)) * frames


def make_recording(
    edition: Edition, *, entry: EditionEntry | None = None, released: bool = True, content: bytes | None = None
) -> Recording:
    """A recording as row and file; another each time unless ``content`` is given."""
    content = content or mp3_bytes(40 + next(_serial))
    digest = hashlib.sha256(content).hexdigest()
    return Recording.objects.create(
        edition=edition,
        entry=entry,
        file=default_storage.save(f"recording/{digest}.mp3", ContentFile(content)),
        sha256=digest,
        size=len(content),
        media_type="audio/mpeg",
        released_at=timezone.now() if released else None,
    )


@dataclass
class Ward:
    """A ward's committee with its board, one base and cells below it, a second ward beside it, and its people."""

    province: Organization
    committee: Organization
    base: Organization
    cells: list[Organization]
    neighbour: Organization
    neighbour_cell: Organization
    editor: User
    approver: User
    secretary: User  # of the first cell
    deputy: User  # of the first cell
    outsider: User  # secretary of the neighbour's cell

    @property
    def cell(self) -> Organization:
        return self.cells[0]


def make_ward(*, cells: int = 2) -> Ward:
    """A ward ready to publish: types that receive and publish, organisations, one person a role."""
    make_type("province_committee", level=OrganizationType.Level.PROVINCE, may_publish=True)
    make_type("ward_committee", may_publish=True)
    make_type("base", level=OrganizationType.Level.BASE, receives=True)
    make_type("cell", level=OrganizationType.Level.CELL, receives=True)
    province = make_organization("Tỉnh ủy Hải Đông", type="province_committee")
    committee = make_organization("Đảng ủy phường Bình Giang", parent=province)
    base = make_organization("Đảng bộ khu Bến Cau", parent=committee, type="base")
    cell_rows = [make_organization(f"Chi bộ {number}", parent=base, type="cell") for number in range(1, cells + 1)]
    neighbour = make_organization("Đảng ủy phường An Lạc", parent=province)
    neighbour_cell = make_organization("Chi bộ Đông", parent=neighbour, type="cell")
    return Ward(
        province=province,
        committee=committee,
        base=base,
        cells=cell_rows,
        neighbour=neighbour,
        neighbour_cell=neighbour_cell,
        editor=make_user(role=Role.EDITOR, at=committee, full_name="Đoàn Thị Mây"),
        approver=make_user(role=Role.APPROVER, at=committee, full_name="Phùng Văn Sỹ"),
        secretary=make_user(role=Role.SECRETARY, at=cell_rows[0], full_name="Lường Văn Tấm"),
        deputy=make_user(role=Role.DEPUTY, at=cell_rows[0], full_name="Hà Thị Nụ"),
        outsider=make_user(role=Role.SECRETARY, at=neighbour_cell, full_name="Bế Văn Khoát"),
    )


def approve(ward: Ward, bulletin: Bulletin) -> Bulletin:
    """Take an issue in work through the review: sent by the editor, approved by the approver."""
    send_bulletin(actor=ward.editor, bulletin=bulletin)
    return approve_bulletin(actor=ward.approver, bulletin=bulletin)


def publish_as(editor: User, approver: User, bulletin: Bulletin) -> Edition:
    """Send, approve and publish an issue in work, by these two."""
    send_bulletin(actor=editor, bulletin=bulletin)
    return publish_bulletin(actor=approver, bulletin=approve_bulletin(actor=approver, bulletin=bulletin))


def publish(ward: Ward, bulletin: Bulletin, **words: Any) -> Edition:
    """Take an issue in work through review and publishing: the real thing, typeset."""
    return publish_bulletin(actor=ward.approver, bulletin=approve(ward, bulletin), **words)
