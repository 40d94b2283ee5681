"""The month at a publisher's desk on the editors' first page."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from documents.models import Delivery, PublisherSettings
from documents.month import Milestone, Progress, Stage, milestones, month_panels
from documents.services.desk.pool import pool_of
from documents.services.reviewing import send_bulletin
from organizations.models import Membership, User
from organizations.roles import Role
from tests.builders import Ward, make_bulletin, make_directive, make_entry, make_user, make_ward, publish

TODAY = date(2026, 11, 22)
MONTH = date(2026, 12, 1)


def stages(today: date, **progress: object) -> list[tuple[str, str]]:
    found = milestones(PublisherSettings(), MONTH, Progress(**progress), today)  # type: ignore[arg-type]
    return [(one.name, one.stage.value) for one in found]


class TestTheDays:
    def test_are_those_of_the_month_before_and_the_meetings_of_the_issues_own(self) -> None:
        found = milestones(PublisherSettings(), MONTH, Progress(), TODAY)
        assert [(one.name, one.on, one.until) for one in found] == [
            ("Chốt tin", date(2026, 11, 22), None),
            ("Duyệt", date(2026, 11, 26), None),
            ("Phát hành", date(2026, 11, 28), None),
            ("Sinh hoạt chi bộ", date(2026, 12, 1), date(2026, 12, 5)),
        ]

    @pytest.mark.parametrize(
        ("today", "progress", "expected"),
        [
            (date(2026, 11, 15), {}, ["coming", "coming", "coming", "coming"]),
            (date(2026, 11, 22), {}, ["now", "coming", "coming", "coming"]),
            (date(2026, 11, 23), {}, ["late", "now", "coming", "coming"]),
            (date(2026, 11, 23), {"is_sent": True}, ["done", "now", "coming", "coming"]),
            (date(2026, 11, 29), {"is_sent": True, "is_approved": True}, ["done", "done", "late", "now"]),
            (date(2026, 12, 6), {"meetings": 3, "cells": 4}, ["late", "late", "late", "late"]),
            (date(2026, 12, 6), {"meetings": 4, "cells": 4}, ["late", "late", "late", "done"]),
        ],
    )
    def test_stand_as_day_and_progress_say(self, today: date, progress: dict[str, object], expected: list[str]) -> None:
        assert [stage for _, stage in stages(today, **progress)] == expected

    def test_say_how_far_they_are(self) -> None:
        found = milestones(PublisherSettings(), MONTH, Progress(), date(2026, 11, 24))
        assert [one.note for one in found][:3] == ["quá 2 ngày", "còn 2 ngày", "còn 4 ngày"]

    def test_are_left_out_where_the_settings_leave_them_open_and_end_with_a_short_month(self) -> None:
        own = PublisherSettings(closing_day=None, approval_day=31, publishing_day=None, meeting_first_day=None)
        found = milestones(own, date(2027, 3, 1), Progress(), date(2027, 2, 1))
        assert found == [Milestone("Duyệt", date(2027, 2, 28), Stage.COMING, "còn 27 ngày")]


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture
    def ward(self, monkeypatch: pytest.MonkeyPatch) -> Ward:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
        return make_ward()

    @pytest.fixture
    def page(self) -> Callable[[User], str]:
        def page(user: User) -> str:
            client = Client()
            client.force_login(user)
            return client.get("/quan-tri/").content.decode()

        return page

    def test_shows_days_unused_directives_and_the_state_of_the_issue(
        self, ward: Ward, page: Callable[[User], str]
    ) -> None:
        make_directive(ward.committee, issued_on=date(2026, 11, 3))
        used = make_directive(ward.committee, issued_on=date(2026, 11, 4))
        bulletin = make_bulletin(ward.committee, year=2026, month=12)
        make_entry(bulletin, directive=used)
        shown = page(ward.editor)
        assert "Tài liệu tháng 12/2026" in shown
        assert "1 văn bản</a>" in shown
        assert f'<a href="/quan-tri/documents/bulletin/{bulletin.pk}/bien-tap/">Đang soạn</a>' in shown
        assert "hôm nay" in shown

    def test_counts_the_unused_for_the_next_issue_once_this_one_is_out(
        self, ward: Ward, page: Callable[[User], str], client: Client
    ) -> None:
        # Six months before December 2026 begin with June, before January 2027 with July.
        make_directive(ward.committee, issued_on=date(2026, 6, 3))
        make_directive(ward.committee, issued_on=date(2026, 11, 3))
        bulletin = make_bulletin(ward.committee, year=2026, month=12)
        make_entry(bulletin)
        assert "2 văn bản</a>" in page(ward.editor)
        publish(ward, bulletin)
        following = make_bulletin(ward.committee, year=2027, month=1)
        shown = page(ward.editor)
        assert '1 văn bản</a><span class="month__note">cho tài liệu tháng 01/2027' in shown
        assert "<dt>Tài liệu tháng 12/2026</dt>" in shown
        client.force_login(ward.editor)
        assert "Cho tài liệu tháng 01/2027" in client.get("/quan-tri/documents/bulletin/chua-dang/").content.decode()
        pool = pool_of(ward.editor, ward.committee, first_day=following.first_day)
        assert pool.sum == "1 văn bản"

    def test_says_for_whom_an_issue_waits(self, ward: Ward, page: Callable[[User], str]) -> None:
        bulletin = make_bulletin(ward.committee, year=2026, month=12)
        make_entry(bulletin)
        assert '<td data-label="Chờ">đồng chí</td>' in page(ward.editor)
        send_bulletin(actor=ward.editor, bulletin=bulletin)
        assert f'<td data-label="Chờ">đ/c {ward.approver.full_name}</td>' in page(ward.editor)
        assert '<td data-label="Chờ">đồng chí</td>' in page(ward.approver)

    def test_counts_how_the_last_issue_was_received_by_cells(self, ward: Ward) -> None:
        bulletin = make_bulletin(ward.committee, year=2026, month=11)
        make_entry(bulletin)
        edition = publish(ward, bulletin)
        opened, received = Delivery.objects.filter(edition=edition, organization__in=ward.cells)[:2]
        now = edition.publish_at
        Delivery.objects.filter(pk=opened.pk).update(opened_at=now)
        Delivery.objects.filter(pk=received.pk).update(opened_at=now, acknowledged_at=now)
        (panel,) = month_panels(ward.editor)
        cells = len(ward.cells)
        assert panel.context["coverage"] == {
            "total": cells,
            "received": 1,
            "opened": 1,
            "unopened": cells - 2,
            "share": round(100 / cells),
        }

    def test_an_administrator_sees_the_days_and_no_links_to_the_desk(
        self, ward: Ward, page: Callable[[User], str]
    ) -> None:
        bulletin = make_bulletin(ward.committee, year=2026, month=12)
        shown = page(make_user(role=Role.ADMINISTRATOR, at=ward.committee))
        assert "Chốt tin" in shown
        assert "/quan-tri/documents/bulletin/chua-dang/?noi=" not in shown
        assert f"/{bulletin.pk}/bien-tap/" not in shown

    def test_another_wards_desk_is_not_shown(self, ward: Ward, page: Callable[[User], str]) -> None:
        other = make_ward()
        make_bulletin(ward.committee, year=2026, month=12)
        shown = page(other.editor)
        assert shown.count('class="module front month"') == 1

    def test_costs_as_many_queries_for_many_cells_as_for_few(
        self, ward: Ward, django_assert_max_num_queries: Callable[..., object]
    ) -> None:
        bulletin = make_bulletin(ward.committee, year=2026, month=12)
        make_entry(bulletin)
        publish(ward, bulletin)
        user = User.objects.get(pk=ward.editor.pk)
        assert Membership.objects.filter(user=user).exists()
        with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
            month_panels(user)
