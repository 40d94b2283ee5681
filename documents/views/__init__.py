"""Pages of the readers."""

from documents.views.cell import cell_show, meeting_minutes_docx, meeting_report, my_cell
from documents.views.correction import bulletin_collect, bulletin_errata
from documents.views.coverage import (
    bulletin_coverage,
    bulletin_coverage_paper,
    bulletin_coverage_print,
    bulletin_coverage_remind,
    bulletin_coverage_xlsx,
)
from documents.views.files import bulletin_docx, bulletin_large, bulletin_pdf, picture_show, recording_play
from documents.views.lists import bulletin_archive, bulletin_list, home
from documents.views.meeting import bulletin_meeting, bulletin_meeting_pdf
from documents.views.print_check import print_check
from documents.views.proposals import proposal_answer, proposal_list
from documents.views.reach import bulletin_reach
from documents.views.reading import bulletin_acknowledge, bulletin_read
from documents.views.report import bulletin_report

__all__ = [
    "bulletin_acknowledge",
    "bulletin_archive",
    "bulletin_collect",
    "bulletin_coverage",
    "bulletin_coverage_paper",
    "bulletin_coverage_print",
    "bulletin_coverage_remind",
    "bulletin_coverage_xlsx",
    "bulletin_docx",
    "bulletin_errata",
    "bulletin_large",
    "bulletin_list",
    "bulletin_meeting",
    "bulletin_meeting_pdf",
    "bulletin_pdf",
    "bulletin_reach",
    "bulletin_read",
    "bulletin_report",
    "cell_show",
    "home",
    "meeting_minutes_docx",
    "meeting_report",
    "my_cell",
    "picture_show",
    "print_check",
    "proposal_answer",
    "proposal_list",
    "recording_play",
]
