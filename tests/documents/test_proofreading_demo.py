"""The demo's published issues pass proofreading with the publisher's few own words, and no issue drowns in doubts."""

from typing import Any

import pytest

from documents.demo.loading import load
from documents.models import Bulletin, Edition, Waiver
from documents.services.proofreading import open_errors, placed_findings
from organizations.models import Organization

pytestmark = pytest.mark.django_db


def test_the_demo_loads_through_review_and_its_issues_have_no_open_error(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    load(password="thu-nghiem-1")  # noqa: S106 - of a database that lives a second
    assert Edition.objects.exists()
    assert Organization.objects.exists()
    assert [str(row) for row in Waiver.objects.all()] == []
    for bulletin in Bulletin.objects.all():
        found = placed_findings(bulletin)
        print(f"{bulletin}: {len(found)} findings, {sum(one.is_error for one in found)} of them errors")
        if bulletin.editions.exists():
            assert [one.finding.text for one in open_errors(bulletin)] == []
        assert len([one for one in found if one.finding.severity != "hint"]) <= 3
