"""Addresses and file names of editions: /tai-lieu/<id>-<name>/2023/12[/chuyen-de-n][/lan-2]/ and the way back."""

import functools
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from cadre_portal.text import words
from documents.engines.edition_names import with_edition
from documents.models import Edition
from organizations.models import Organization


def publisher_slug(publisher: Organization) -> str:
    """ "12-dang-uy-phuong-binh-giang": the key decides, the name is for people."""
    return "-".join([str(publisher.pk), *words(publisher.name)])[:80].rstrip("-")


def place_of(edition: Edition, *, number: int | None = None) -> dict[str, Any]:
    """Keyword arguments of the address of an issue's pages. The newest edition has the short one, without ``number``."""
    place: dict[str, Any] = {
        "publisher": publisher_slug(edition.publisher),
        "year": edition.year,
        "month": edition.month,
    }
    if edition.series:
        place["series"] = edition.series
    if number is not None:
        place["number"] = number
    return place


def with_addresses(editions: Sequence[Edition]) -> list[tuple[Edition, str]]:
    """Each edition with the address of its reading page."""
    return [(edition, reverse("documents:bulletin_read", kwargs=place_of(edition))) for edition in editions]


# Pages and files of an issue: the name under which templates know the address → the view.
_PAGES = {
    "read": "documents:bulletin_read",
    "pdf": "documents:bulletin_pdf",
    "large": "documents:bulletin_large",
    "docx": "documents:bulletin_docx",
    "errata": "documents:bulletin_errata",
    "collect": "documents:bulletin_collect",
    "acknowledge": "documents:bulletin_acknowledge",
    "meeting": "documents:bulletin_meeting",
    "meeting_pdf": "documents:bulletin_meeting_pdf",
    "report": "documents:bulletin_report",
    "coverage": "documents:bulletin_coverage",
    "coverage_paper": "documents:bulletin_coverage_paper",
    "coverage_print": "documents:bulletin_coverage_print",
    "reach": "documents:bulletin_reach",
    "coverage_remind": "documents:bulletin_coverage_remind",
    "coverage_xlsx": "documents:bulletin_coverage_xlsx",
}


def addresses_of(edition: Edition, *, number: int | None = None) -> dict[str, str]:
    """Addresses of an issue's pages and files, and of its newest edition ("newest")."""
    place = tuple(place_of(edition, number=number).items())
    newest = tuple(place_of(edition).items())
    return {**_addresses(place), "newest": _addresses(newest)["read"]}


@functools.lru_cache(maxsize=256)
def _addresses(place: tuple[tuple[str, Any], ...]) -> dict[str, str]:
    """The addresses for keyword arguments: a dozen look-ups that every reader of an issue would repeat."""
    return {name: reverse(view, kwargs=dict(place)) for name, view in _PAGES.items()}


def file_stem(edition: Edition) -> str:
    """ "Tài liệu tháng 12-2023 - Thành ủy Cao Bằng" (with the correction's number)."""
    stem = f"{edition.title.replace('/', '-')} - {edition.publisher.name}"
    return with_edition(stem, edition.number)
