"""Pages of our own inside the admin (names begin with "admin:"). Stock pages of registered models are not listed here:
tests/test_access_matrix.py walks them by itself.

``SHARED`` are models whose rows every desk may see, with the reason; all other models of ours that are registered must
have ``objects.visible_to(user)``. ``HIDDEN_BEHIND`` names, for a model without such a queryset of its own, the field that
leads to one that has it.
"""

from tests.access_matrix import Row

TABLE: dict[str, Row] = {}

SHARED: dict[str, str] = {
    "organizations.organizationtype": "names of levels, no secret",
    "organizations.succession": "who took over from whom is published by decree",
    "organizations.logretention": "one number",
    "directives.directivekind": "a list from regulations",
    "directives.abbreviation": "a glossary",
}

HIDDEN_BEHIND: dict[str, str] = {
    "directives.deadline": "directive",
    "directives.deadlineprogress": "deadline__directive",
    "directives.directivefile": "directive",
    "activities.activitypicture": "activity",
    "documents.publishersettings": "publisher",
    "documents.entrypicture": "entry",
    "documents.bulletinevent": "bulletin",
    "documents.editionentry": "edition",
    "documents.withdrawal": "edition",
    "documents.delivery": "edition",
    "documents.outbox": "edition",
    "documents.meeting": "cell",
}
