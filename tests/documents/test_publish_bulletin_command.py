import io

import pytest
from django.core.management import CommandError, call_command

from documents.models import Bulletin, Edition
from documents.services.reviewing import approve_bulletin, send_bulletin
from organizations.roles import Role
from tests.builders import make_bulletin, make_entry, make_organization, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved() -> Bulletin:
    ward = make_organization("Đảng ủy phường Lam Sơn")
    bulletin = make_bulletin(ward)
    make_entry(bulletin)
    send_bulletin(actor=make_user("bien.tap", role=Role.EDITOR, at=ward), bulletin=bulletin)
    approve_bulletin(actor=make_user("lanh.dao", role=Role.APPROVER, at=ward), bulletin=bulletin)
    return bulletin


def test_an_approver_publishes_from_the_command_line(approved: Bulletin) -> None:
    out = io.StringIO()

    call_command("publish_bulletin", str(approved.pk), user="lanh.dao", stdout=out)

    edition = Edition.objects.get(bulletin=approved)
    assert edition.code in out.getvalue()
    assert edition.published_by is not None
    assert edition.published_by.username == "lanh.dao"


@pytest.mark.parametrize(("user", "says"), [("bien.tap", "Chỉ lãnh đạo duyệt"), ("khong.ai", "Không có người dùng")])
def test_nobody_else_publishes(approved: Bulletin, user: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("publish_bulletin", str(approved.pk), user=user)
    assert not Edition.objects.exists()


def test_another_publishers_issue_is_not_there(approved: Bulletin) -> None:
    beside = make_organization("Đảng ủy phường Hạ Long")
    make_user("ben.canh", role=Role.APPROVER, at=beside)

    with pytest.raises(CommandError, match="Không có tài liệu"):
        call_command("publish_bulletin", str(approved.pk), user="ben.canh")
