"""The register's pages: one module a group of pages."""

from directives.views.exporting import directive_export
from directives.views.helping import directive_guess
from directives.views.listing import directive_counts, directive_list
from directives.views.showing import deadline_decide, directive_file, directive_show
from directives.views.tasks import task_feed, task_feed_change, task_list, task_report

__all__ = [
    "deadline_decide",
    "directive_counts",
    "directive_export",
    "directive_file",
    "directive_guess",
    "directive_list",
    "directive_show",
    "task_feed",
    "task_feed_change",
    "task_list",
    "task_report",
]
