"""What changes organisations, people, roles and the log: the only writers of these tables.

Verbs with a keyword ``actor``; each is one transaction with its log entry inside. A refusal is an exception whose text
may be shown as it stands.
"""

from organizations.services.bodies import (
    MoveBelowItself,
    NotInForce,
    StillHasParts,
    SuccessionCycle,
    SuccessionRepeated,
    add_organization,
    delete_organization,
    dissolve_organization,
    end_succession,
    merge_organizations,
    move_organization,
    rebuild_lineage,
    record_succession,
    rename_organization,
    save_organization,
)
from organizations.services.people import (
    EndsBeforeItBegins,
    change_password,
    create_user,
    end_membership,
    grant_membership,
    save_membership,
    save_user,
)
from organizations.services.refusals import NotAllowed, Refusal
from organizations.services.retention import log_months, prune_log, save_retention
from organizations.services.slips import find_live_code, issue_code, issue_codes, revoke_codes

__all__ = [
    "EndsBeforeItBegins",
    "MoveBelowItself",
    "NotAllowed",
    "NotInForce",
    "Refusal",
    "StillHasParts",
    "SuccessionCycle",
    "SuccessionRepeated",
    "add_organization",
    "change_password",
    "create_user",
    "delete_organization",
    "dissolve_organization",
    "end_membership",
    "end_succession",
    "find_live_code",
    "grant_membership",
    "issue_code",
    "issue_codes",
    "log_months",
    "merge_organizations",
    "move_organization",
    "prune_log",
    "rebuild_lineage",
    "record_succession",
    "rename_organization",
    "revoke_codes",
    "save_membership",
    "save_organization",
    "save_retention",
    "save_user",
]
