"""What changes the register. Verbs with ``actor``; atomic; the log entry is written inside."""

from directives.services.citing import choose_citation, citation_row, read_citations_of, sync_citing_text, text_of
from directives.services.due import (
    accept_deadline,
    dismiss_deadline,
    drop_task_feed,
    make_task_feed,
    report_done,
    report_not_done,
    suggest_deadlines,
)
from directives.services.filing import (
    add_directive,
    confirm_directive,
    create_directive,
    delete_directive,
    find_or_propose,
    kind_named,
    update_directive,
)
from directives.services.keeping import add_file, log_secret_refused
from directives.services.refusals import AlreadyDecided, NotAllowed, NotComplete

__all__ = [
    "AlreadyDecided",
    "NotAllowed",
    "NotComplete",
    "accept_deadline",
    "add_directive",
    "add_file",
    "choose_citation",
    "citation_row",
    "confirm_directive",
    "create_directive",
    "delete_directive",
    "dismiss_deadline",
    "drop_task_feed",
    "find_or_propose",
    "kind_named",
    "log_secret_refused",
    "make_task_feed",
    "read_citations_of",
    "report_done",
    "report_not_done",
    "suggest_deadlines",
    "sync_citing_text",
    "text_of",
    "update_directive",
]
