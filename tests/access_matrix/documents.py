"""Issues as readers see them, and the front page."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from documents.addresses import place_of
from documents.models import Meeting, Proposal
from documents.rendering.content import IssueContent, to_json
from documents.services.pictures import WIDTHS
from tests.access_matrix import Row
from tests.access_matrix.world import World
from tests.builders import blank_pdf, make_bulletin, make_edition, make_recording

# The issue went to the cell and its base; the ward's people read what their committee publishes.
READERS = "* {0}; outsider other_desk former 404; upper_desk {0}"


def _place(name: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: place_of(getattr(world, name))


def _picture(name: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"token": getattr(world, name).token, "sha256": world.picture.sha256, "width": WIDTHS[0]}


def _recording(name: str, *, released: bool = True) -> Callable[[World], dict[str, Any]]:
    def keys(world: World) -> dict[str, Any]:
        place = f"recording {name} {released}"
        if place not in world.made:
            world.made[place] = make_recording(getattr(world, name), released=released)
        return {"token": getattr(world, name).token, "sha256": world.made[place].sha256}

    return keys


# The office and the coordinator above the cell; who only reads has no business there.
COVERAGE = "* 403; outsider other_desk former 404; coordinator editor approver administrator superuser upper_desk"


def _cell(world: World, **more: Any) -> dict[str, Any]:
    return {"cell": world.cell.pk, **more}


def _meeting(world: World) -> Meeting:
    if "meeting" not in world.made:
        today = timezone.localdate()
        world.made["meeting"] = Meeting.objects.create(
            cell=world.cell, month=today.replace(day=1), held_on=today, total=20, present=18
        )
    meeting: Meeting = world.made["meeting"]
    return meeting


def _correction(world: World) -> dict[str, Any]:
    """The second edition of an issue whose first one the cell had."""
    if "correction" not in world.made:
        bulletin = make_bulletin(world.ward, month=4)
        for number in (1, 2):
            world.made["correction"] = make_edition(
                bulletin,
                receivers=[world.cell, world.base],
                number=number,
                content=to_json(IssueContent("", "", (), f"Tháng {number}", "")),
                pdf=default_storage.save("edition/trang-trang.pdf", ContentFile(blank_pdf())),
            )
    return place_of(world.made["correction"])


def _proposal(world: World) -> dict[str, Any]:
    if "proposal" not in world.made:
        world.made["proposal"] = Proposal.objects.create(meeting=_meeting(world), text="Sửa đường.")
    return {"key": world.made["proposal"].pk}


TABLE: dict[str, Row] = {
    "print_check": Row(get="* 200"),
    "documents:bulletin_errata#of a first edition": Row(kwargs=_place("edition"), get="* 404"),
    "documents:bulletin_errata#not yet published": Row(kwargs=_place("future_edition"), get="* 404"),
    "documents:bulletin_errata#withdrawn": Row(kwargs=_place("withdrawn_edition"), get="* 404"),
    "documents:bulletin_errata": Row(kwargs=_correction, get=f"{READERS.format(200)}; heir 404"),
    "documents:bulletin_collect": Row(
        kwargs=_place("withdrawn_edition"),
        get=f"{COVERAGE} 200",
        post="* 403; outsider other_desk former 404; coordinator editor approver superuser upper_desk 302>/tai-lieu/",
        data=lambda world: {"noi": "1"},
    ),
    "documents:bulletin_collect#not withdrawn": Row(kwargs=_place("edition"), get="* 404", post="* 404"),
    "home": Row(get="* 302>/tai-lieu/; editor approver administrator superuser other_desk 302>/quan-tri/"),
    "documents:bulletin_list": Row(get="* 200"),
    "documents:bulletin_archive": Row(
        kwargs=lambda world: {"year": world.edition.year}, get="* 200; outsider other_desk former 404; upper_desk 200"
    ),
    "documents:bulletin_read": Row(kwargs=_place("edition"), get=READERS.format(200)),
    "documents:bulletin_read#not yet published": Row(kwargs=_place("future_edition"), get="* 404"),
    "documents:bulletin_read#withdrawn": Row(kwargs=_place("withdrawn_edition"), get=READERS.format(410)),
    "documents:bulletin_pdf": Row(kwargs=_place("edition"), get=READERS.format(200)),
    "documents:bulletin_pdf#not yet published": Row(kwargs=_place("future_edition"), get="* 404"),
    "documents:bulletin_pdf#withdrawn": Row(kwargs=_place("withdrawn_edition"), get="* 404"),
    "documents:bulletin_large": Row(kwargs=_place("edition"), get=READERS.format(200)),
    "documents:bulletin_large#not yet published": Row(kwargs=_place("future_edition"), get="* 404"),
    "documents:bulletin_large#withdrawn": Row(kwargs=_place("withdrawn_edition"), get="* 404"),
    "documents:bulletin_docx": Row(kwargs=_place("edition"), get=READERS.format(200)),
    "documents:bulletin_docx#not yet published": Row(kwargs=_place("future_edition"), get="* 404"),
    "documents:bulletin_docx#withdrawn": Row(kwargs=_place("withdrawn_edition"), get="* 404"),
    "documents:bulletin_acknowledge": Row(kwargs=_place("edition"), post=READERS.format("302>/tai-lieu/")),
    "documents:bulletin_acknowledge#withdrawn": Row(kwargs=_place("withdrawn_edition"), post="* 404"),
    "documents:bulletin_meeting": Row(kwargs=_place("edition"), get=READERS.format(200)),
    "documents:bulletin_meeting#not yet published": Row(kwargs=_place("future_edition"), get="* 404"),
    "documents:bulletin_meeting#withdrawn": Row(kwargs=_place("withdrawn_edition"), get="* 404"),
    "documents:bulletin_meeting_pdf": Row(kwargs=_place("edition"), get=READERS.format(200)),
    "documents:bulletin_meeting_pdf#not yet published": Row(kwargs=_place("future_edition"), get="* 404"),
    "documents:bulletin_meeting_pdf#withdrawn": Row(kwargs=_place("withdrawn_edition"), get="* 404"),
    "documents:bulletin_report": Row(
        kwargs=_place("edition"),
        get=READERS.format(200),
        post=READERS.format("302>/tai-lieu/"),
        data=lambda world: {"text": "Sai ngày."},
    ),
    "documents:bulletin_report#withdrawn": Row(kwargs=_place("withdrawn_edition"), get="* 404", post="* 404"),
    "documents:bulletin_coverage": Row(kwargs=_place("edition"), get=f"{COVERAGE} 200"),
    "documents:bulletin_coverage#withdrawn": Row(kwargs=_place("withdrawn_edition"), get="* 404"),
    "documents:bulletin_coverage_print": Row(kwargs=_place("edition"), get=f"{COVERAGE} 200"),
    "documents:bulletin_coverage_xlsx": Row(kwargs=_place("edition"), get=f"{COVERAGE} 200"),
    "documents:bulletin_coverage_xlsx#withdrawn": Row(kwargs=_place("withdrawn_edition"), get="* 404"),
    "documents:bulletin_coverage_remind": Row(kwargs=_place("edition"), post=f"{COVERAGE} 302>/tai-lieu/"),
    "documents:bulletin_coverage_paper": Row(
        kwargs=_place("edition"),
        get=f"{COVERAGE} 200",
        post=f"{COVERAGE} 302>/tai-lieu/; administrator 403",
        data=lambda world: {"viec": "giao", "noi": str(world.edition.deliveries.get(organization=world.cell).pk)},
    ),
    "documents:bulletin_reach": Row(
        kwargs=_place("edition"), get="* 403; outsider other_desk former 404; administrator superuser upper_desk 200"
    ),
    "documents:my_cell": Row(get="* 200; secretary deputy coordinator outsider 302>/tai-lieu/chi-bo/"),
    "documents:cell_show": Row(kwargs=_cell, get="* 200; clerk outsider other_desk former heir 404; upper_desk 200"),
    "documents:meeting_minutes_docx": Row(
        kwargs=_cell, get="* 200; clerk outsider other_desk former heir 404; upper_desk 200"
    ),
    "documents:meeting_report": Row(
        kwargs=_cell,
        get="* 403; secretary deputy coordinator superuser 200; clerk outsider other_desk former heir 404; upper_desk 403",
        post="* 403; secretary deputy coordinator superuser 200; clerk outsider other_desk former heir 404; upper_desk 403",
    ),
    "documents:meeting_change": Row(
        kwargs=lambda world: _cell(world, key=_meeting(world).pk),
        get="* 403; secretary deputy 200; clerk outsider other_desk former heir 404; upper_desk 403",
        post="* 403; secretary deputy 200; clerk outsider other_desk former heir 404; upper_desk 403",
    ),
    "documents:proposal_list": Row(
        get="* 403; coordinator editor approver administrator superuser other_desk 200",
    ),
    "documents:proposal_answer": Row(
        kwargs=_proposal,
        post="* 403; editor approver superuser upper_desk 302>/tai-lieu/kien-nghi/; other_desk 404",
        data=lambda world: {"answer": "Sẽ sửa trong tháng."},
    ),
    "documents:recording_play": Row(kwargs=_recording("edition"), get=READERS.format(200)),
    "documents:recording_play#waiting for release": Row(
        kwargs=_recording("edition", released=False), get="* 404; editor approver superuser 200"
    ),
    "documents:recording_play#not yet published": Row(
        kwargs=_recording("future_edition"), get="* 404; editor approver superuser 200"
    ),
    "documents:recording_play#withdrawn": Row(kwargs=_recording("withdrawn_edition"), get="* 404"),
    "documents:picture_show": Row(kwargs=_picture("edition"), get=READERS.format(200)),
    "documents:picture_show#not yet published": Row(kwargs=_picture("future_edition"), get="* 404"),
    "documents:picture_show#withdrawn": Row(kwargs=_picture("withdrawn_edition"), get="* 404"),
}
