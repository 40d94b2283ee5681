"""The demo's published issues pass proofreading with the publisher's few own words, and no issue drowns in doubts."""

from typing import Any

import pytest

from documents.demo.loading import load
from documents.engines.proofreading.lines import lines_of_content
from documents.models import Bulletin, Edition, Waiver
from documents.services.composing import build_content
from documents.services.proofreading import open_errors, placed_findings

pytestmark = pytest.mark.django_db


# Syllables on a printed page of 14 pt.
PAGE = 350


def test_the_demos_published_issues_have_no_open_error_and_doubts_are_few(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    load(password="thu-nghiem-1")
    assert Edition.objects.exists()
    assert [str(row) for row in Waiver.objects.all()] == []
    doubts: list[str] = []
    syllables = 0
    for bulletin in Bulletin.objects.all():
        if bulletin.editions.exists():
            assert [one.finding.text for one in open_errors(bulletin)] == []
        found = [one.finding for one in placed_findings(bulletin)]
        doubts += [one.text for one in found if one.finding_class == "misprint" and one.severity != "hint"]
        syllables += sum(len(line.text.split()) for line in lines_of_content(build_content(bulletin)))
    # The texts are clean, so each doubt is a false alarm: at most one in two pages (with the word lists alone, nothing learnt).
    assert len(doubts) <= syllables / PAGE / 2, f"{len(doubts)} doubts on {syllables / PAGE:.1f} pages: {doubts}"
