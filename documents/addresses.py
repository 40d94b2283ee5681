"""Addresses and file names of editions: /tai-lieu/<id>-<name>/2023/12[/chuyen-de-n][/lan-2]/ and the way back."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from cadre_portal.text import words
from documents.models import Edition
from organizations.models import Organization


def publisher_slug(publisher: Organization) -> str:
    """ "12-dang-uy-phuong-binh-giang": the key decides, the name is for people."""
    return "-".join([str(publisher.pk), *words(publisher.label)])[:80].rstrip("-")


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


def addresses_of(edition: Edition, *, number: int | None = None) -> dict[str, str]:
    """Addresses of an issue's pages and files, and of its newest edition."""
    place = place_of(edition, number=number)
    return {
        "read": reverse("documents:bulletin_read", kwargs=place),
        "pdf": reverse("documents:bulletin_pdf", kwargs=place),
        "docx": reverse("documents:bulletin_docx", kwargs=place),
        "acknowledge": reverse("documents:bulletin_acknowledge", kwargs=place),
        "meeting": reverse("documents:bulletin_meeting", kwargs=place),
        "meeting_pdf": reverse("documents:bulletin_meeting_pdf", kwargs=place),
        "report": reverse("documents:bulletin_report", kwargs=place),
        "coverage": reverse("documents:bulletin_coverage", kwargs=place),
        "coverage_paper": reverse("documents:bulletin_coverage_paper", kwargs=place),
        "coverage_print": reverse("documents:bulletin_coverage_print", kwargs=place),
        "coverage_remind": reverse("documents:bulletin_coverage_remind", kwargs=place),
        "coverage_xlsx": reverse("documents:bulletin_coverage_xlsx", kwargs=place),
        "newest": reverse("documents:bulletin_read", kwargs=place_of(edition)),
    }


def file_stem(edition: Edition) -> str:
    """ "Tài liệu tháng 12-2023 - Thành ủy Cao Bằng" (with the correction's number)."""
    stem = f"{edition.title.replace('/', '-')} - {edition.publisher.label}"
    return stem if edition.number == 1 else f"{stem} (lần {edition.number})"
