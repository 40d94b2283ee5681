"""News, pictures, and news that bodies send in: by who speaks for a body, seen by its own people and by the desk it goes to."""

from typing import Any

from activities.models import Submission
from tests.access_matrix import Row
from tests.access_matrix.admin import READERS
from tests.access_matrix.world import World


def _submission(world: World) -> dict[str, Any]:
    row, _ = Submission.objects.get_or_create(
        sender=world.people["secretary"],
        form_key="00000000-0000-4000-8000-000000000007",
        defaults={"organization": world.cell, "recipient": world.ward, "text": "Tin"},
    )
    return {"pk": row.pk}


# The picture stands in an issue that the ward delivered to the cell and its base.
TABLE: dict[str, Row] = {
    "activities:picture_file": Row(
        kwargs=lambda world: {"pk": world.picture.pk}, get="* 200; outsider other_desk former 404; upper_desk 200"
    ),
    "activities:submission_send": Row(
        get="secretary deputy coordinator clerk outsider 200; editor approver administrator superuser other_desk former 403",
        post="secretary deputy coordinator clerk outsider 200; editor approver administrator superuser other_desk former 403",
    ),
    "admin:activities_submissions": Row(
        get=f"{READERS}; editor approver superuser other_desk 200; administrator 403",
        post=f"{READERS}; editor approver administrator superuser other_desk 405",
    ),
    "admin:activities_submission": Row(
        kwargs=_submission,
        get=f"{READERS}; editor approver superuser 200; administrator 403; other_desk 404",
        post=f"{READERS}; editor approver superuser 200; administrator 403; other_desk 404",
        data=lambda world: {"viec": "khong"},
    ),
}
