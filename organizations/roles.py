"""Roles and what each may do, as one table. Nothing else in the project names a role's permissions.

A role holds over an organisation and everything below it; ``access.py`` of each app says which rows that reaches.
"""

from django.db import models


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "Quản trị"
    EDITOR = "editor", "Người biên tập"
    APPROVER = "approver", "Lãnh đạo duyệt"
    CLERK = "clerk", "Người tra cứu"
    COORDINATOR = "coordinator", "Cán bộ đầu mối"
    SECRETARY = "secretary", "Bí thư"
    DEPUTY = "deputy", "Phó bí thư"


# Who works at the desk: second factor, idle lock, the admin.
DESK_ROLES = frozenset({Role.ADMINISTRATOR, Role.EDITOR, Role.APPROVER})
# Who answers for a cell: opening an issue counts for the cell.
OFFICER_ROLES = frozenset({Role.SECRETARY, Role.DEPUTY})


def _all(app: str, *names: str) -> frozenset[str]:
    return frozenset(f"{app}.{verb}_{name}" for name in names for verb in ("view", "add", "change", "delete"))


def _view(app: str, *names: str) -> frozenset[str]:
    return frozenset(f"{app}.view_{name}" for name in names)


_REGISTER = _all(
    "directives", "directive", "directivefile", "deadline", "deadlineprogress", "citation", "citingtext"
) | _view("directives", "directivekind", "abbreviation")
_NEWS = _all("activities", "activity", "activitypicture", "picture")
_BULLETIN = (
    _all("documents", "bulletin", "entry", "entrypicture", "knownword", "nametitle")
    | _view(
        "documents",
        "edition",
        "editionentry",
        "delivery",
        "outbox",
        "bulletinevent",
        "withdrawal",
        "publishersettings",
        "report",
    )
    # Waivers are given on the page of findings; in the list they are seen and taken back.
    | frozenset({"documents.change_report", "documents.view_waiver", "documents.delete_waiver"})
)
_PEOPLE_SEEN = _view("organizations", "organization", "organizationtype", "succession")

ROLE_PERMISSIONS: dict[str, frozenset[str]] = {
    Role.ADMINISTRATOR: _all("organizations", "organization", "succession", "user", "membership")
    | _view("organizations", "organizationtype", "accesslog")
    | _all("documents", "publishersettings")
    | _all("directives", "abbreviation")
    | _view("directives", "directive", "directivekind", "deadline")
    | _view("documents", "bulletin", "edition", "delivery", "outbox")
    | frozenset({"axes.view_accessattempt", "axes.delete_accessattempt"}),
    Role.EDITOR: _REGISTER | _NEWS | _BULLETIN | _PEOPLE_SEEN | frozenset({"documents.send_bulletin"}),
    Role.APPROVER: _REGISTER
    | _NEWS
    | _BULLETIN
    | _PEOPLE_SEEN
    | frozenset({"documents.send_bulletin", "documents.approve_bulletin", "documents.publish_bulletin"}),
    Role.CLERK: frozenset(),
    Role.COORDINATOR: frozenset(),
    Role.SECRETARY: frozenset(),
    Role.DEPUTY: frozenset(),
}
