"""The pool: what is unused, in what order; taking in, declining, drafting a whole issue, entries of upper committees."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import ActivityPicture, Submission
from directives.models import Deadline, DeadlineProgress, Directive
from documents.models import Bulletin, Entry, EntryPicture, PoolDecision, PublisherSettings, RawMaterial
from documents.services.desk.pool import PROPOSED, TASKS_HEADING, Pool, months_before, pool_of
from documents.services.desk.taking import NEWS_HEADING, decline, take_back_decision, take_in
from documents.services.desk.upper import take_from_upper, upper_issues
from documents.services.reviewing import NotAllowed, NotReady
from organizations.models import Lineage, OrganizationType
from organizations.roles import Role
from tests.builders import (
    Ward,
    make_activity,
    make_bulletin,
    make_directive,
    make_entry,
    make_kind,
    make_organization,
    make_picture,
    make_type,
    make_user,
    make_ward,
    publish,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    return make_bulletin(ward.committee)


@pytest.fixture
def editor(ward: Ward, client: Client) -> Client:
    client.force_login(ward.editor)
    return client


def pool(ward: Ward, bulletin: Bulletin, question: str = "") -> Pool:
    return pool_of(ward.editor, ward.committee, first_day=bulletin.first_day, question=question)


def keys(found: Pool) -> dict[str, list[str]]:
    return {group.slug: [item.key for item in group.items] for group in found.groups}


def key(row: Any) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def address(name: str, bulletin: Bulletin) -> str:
    return reverse(f"admin:documents_desk_{name}", args=[bulletin.pk])


def make_task(directive: Directive, ward: Ward, **fields: Any) -> Deadline:
    defaults: dict[str, Any] = {"text": "Báo cáo kết quả trồng cây", "due_on": date(2026, 11, 20)}
    return Deadline.objects.create(directive=directive, organization=ward.committee, **(defaults | fields))


def test_groups_go_from_the_centre_down_in_protocol_order_newest_first(ward: Ward, bulletin: Bulletin) -> None:
    centre = make_organization("Trung ương", type=make_type("test_centre", level=OrganizationType.Level.CENTRE).code)
    province_state = make_organization(
        "Ủy ban nhân dân tỉnh", type=make_type("test_state", level=OrganizationType.Level.PROVINCE, is_party=False).code
    )
    resolution = make_kind("Nghị quyết thử", "NQ", position=1)
    plan = make_kind("Kế hoạch thử", "KH", position=50)
    held = {"held_by": ward.committee}
    old_plan = make_directive(**held, kind=plan, issued_on=date(2026, 9, 1))
    new_plan = make_directive(**held, kind=plan, issued_on=date(2026, 10, 1))
    own_resolution = make_directive(**held, kind=resolution, issued_on=date(2026, 8, 1))
    of_centre = make_directive(**held, kind=plan, register=centre)
    of_province = make_directive(**held, kind=plan, register=province_state)
    of_neighbour = make_directive(**held, kind=plan, register=ward.neighbour)
    assert list(keys(pool(ward, bulletin)).items()) == [
        ("centre", [key(of_centre)]),
        ("province", [key(of_province)]),
        ("own", [key(own_resolution), key(new_plan), key(old_plan)]),
        ("others", [key(of_neighbour)]),
    ]


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Quốc hội", "centre"),
        ("Thủ tướng Chính phủ", "centre"),
        ("Bộ Y tế", "centre"),
        ("Ủy ban nhân dân tỉnh Vân Lĩnh", "province"),
        ("Sở Y tế", "province"),
    ],
)
def test_a_state_body_stands_at_the_level_its_name_tells(ward: Ward, bulletin: Bulletin, name: str, group: str) -> None:
    issuer = make_organization(name, type="state")
    directive = make_directive(held_by=ward.committee, register=issuer)
    assert keys(pool(ward, bulletin)) == {group: [key(directive)]}


def test_the_wards_state_bodies_stand_apart_from_its_committee(ward: Ward, bulletin: Bulletin) -> None:
    state = make_organization("Ủy ban nhân dân phường", parent=ward.committee, type="state")
    of_state = make_directive(held_by=ward.committee, register=state)
    of_committee = make_directive(ward.committee)
    assert keys(pool(ward, bulletin)) == {"own": [key(of_committee)], "local": [key(of_state)]}


def test_news_older_than_the_month_before_are_offered_but_not_ticked(ward: Ward, bulletin: Bulletin) -> None:
    first = bulletin.first_day
    new = make_activity(ward.committee, happened_on=months_before(first, 1))
    old = make_activity(ward.committee, happened_on=months_before(first, 2))
    found = pool(ward, bulletin)
    assert keys(found) == {"news": [key(new), key(old)]}
    assert [item.key for item in found.proposed] == [key(new)]


def test_directives_whose_matter_is_over_or_old_are_offered_but_not_ticked(ward: Ward, bulletin: Bulletin) -> None:
    held = {"held_by": ward.committee, "register": ward.committee}
    new = make_directive(**held, issued_on=date(2026, 10, 5))
    looking_back = make_directive(**held, issued_on=date(2026, 10, 4), subject="về kết quả trồng cây quý III năm 2026")
    longer = make_directive(**held, issued_on=date(2026, 9, 3), subject="nhiệm vụ tháng 10/2026")
    make_task(longer, ward, due_on=date(2026, 12, 1))
    named = make_directive(**held, issued_on=date(2026, 9, 2), subject="nhiệm vụ tháng 10/2026")
    due = make_directive(**held, issued_on=date(2026, 9, 1))
    make_task(due, ward, due_on=date(2026, 10, 15))
    dismissed = make_directive(**held, issued_on=date(2026, 8, 30))
    make_task(dismissed, ward, due_on=date(2026, 10, 15), state=Deadline.DeadlineState.DISMISSED)
    old = make_directive(**held, issued_on=date(2026, 7, 31))
    (group,) = (group for group in pool(ward, bulletin).groups if group.slug == "own")
    items = {item.key: (item.is_proposed, item.past) for item in group.items}
    assert [item.is_proposed for item in group.ticked_first] == [True] * 4 + [False] * 3
    assert items == {
        key(new): (True, ""),
        key(looking_back): (True, ""),
        key(longer): (True, ""),
        key(named): (False, "đến 31/10/2026, trước tháng của tài liệu"),
        key(due): (False, "đến 15/10/2026, trước tháng của tài liệu"),
        key(dismissed): (True, ""),
        key(old): (False, ""),
    }


def test_what_is_used_old_unconfirmed_declined_or_another_wards_is_not_in_the_pool(
    ward: Ward, bulletin: Bulletin
) -> None:
    used = make_directive(ward.committee)
    make_entry(make_bulletin(ward.committee, month=6), directive=used)
    make_directive(ward.committee, issued_on=date(2026, 4, 30))
    make_directive(ward.committee, state=Directive.State.UNCONFIRMED)
    declined = make_directive(ward.committee)
    decline(actor=ward.editor, publisher=ward.committee, key=key(declined), reason="Đã phổ biến ở hội nghị")
    make_directive(ward.neighbour)
    used_by_province_only = make_directive(ward.province)
    make_entry(make_bulletin(ward.province), directive=used_by_province_only)
    at_the_edge = make_directive(ward.committee, issued_on=date(2026, 5, 1))
    found = keys(pool(ward, bulletin))
    assert found == {"province": [key(used_by_province_only)], "own": [key(at_the_edge)]}


def test_the_months_of_the_pool_are_a_setting(ward: Ward, bulletin: Bulletin) -> None:
    old = make_directive(ward.committee, issued_on=date(2026, 1, 15))
    assert keys(pool(ward, bulletin)) == {}
    PublisherSettings.objects.create(publisher=ward.committee, pool_months=12)
    assert keys(pool(ward, bulletin)) == {"own": [key(old)]}


def test_late_news_and_old_papers_that_an_editor_took_in_by_hand_are_offered(ward: Ward, bulletin: Bulletin) -> None:
    late = make_activity(ward.committee, happened_on=date(2026, 1, 3))
    Submission.objects.create(
        organization=ward.cell,
        sender=ward.secretary,
        recipient=ward.committee,
        text="Tin",
        form_key=uuid4(),
        state=Submission.State.ACCEPTED,
        activity=late,
        decided_at=datetime(2026, 10, 20, tzinfo=UTC),
    )
    dropped = make_activity(ward.committee, happened_on=date(2026, 1, 4))
    old = make_directive(ward.committee, issued_on=date(2025, 1, 4))
    made: list[dict[str, Any]] = [{"activity": dropped}, {"directive": old}]
    for number, one in enumerate(made):
        RawMaterial.objects.create(bulletin=bulletin, name="tin.docx", sha256=str(number) * 64, place="pool", **one)
    RawMaterial.objects.update(added_at=datetime(2026, 10, 20, tzinfo=UTC))
    make_activity(ward.committee, happened_on=date(2026, 1, 5))
    assert keys(pool(ward, bulletin)) == {
        "own": [key(old)],
        "news": [f"activity:{dropped.pk}", f"activity:{late.pk}"],
    }


def test_what_a_predecessor_carried_is_not_offered_to_its_successor(ward: Ward, bulletin: Bulletin) -> None:
    before = make_organization("Đảng ủy phường cũ", parent=ward.province)
    carried = make_directive(ward.committee)
    make_entry(make_bulletin(before, month=6), directive=carried)
    assert keys(pool(ward, bulletin)) == {"own": [key(carried)]}
    Lineage.objects.create(organization=ward.committee, predecessor=before)
    assert keys(pool(ward, bulletin)) == {}


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [(date(2026, 11, 1), 6, date(2026, 5, 1)), (date(2026, 2, 1), 2, date(2025, 12, 1)), (date(2026, 12, 9), -1, date(2027, 1, 1))],
)  # fmt: skip
def test_months_are_counted_over_the_turn_of_the_year(day: date, months: int, first: date) -> None:
    assert months_before(day, months) == first


@pytest.mark.parametrize("question", ["cay xanh", "CÂY XANH", "31-kh", "31 KH/ĐU", "31khdu", "khu dân"])
def test_the_drawer_finds_folded_words_and_numbers(ward: Ward, bulletin: Bulletin, question: str) -> None:
    wanted = make_directive(ward.committee, number="31-KH/ĐU")
    make_directive(ward.committee, number="44-KH/ĐU", subject="về phòng cháy")
    assert keys(pool(ward, bulletin, question)) == {"own": [key(wanted)]}


def test_the_months_news_and_unfinished_tasks_are_offered(ward: Ward, bulletin: Bulletin) -> None:
    news = make_activity(ward.committee, happened_on=date(2026, 10, 3))
    make_activity(ward.committee, happened_on=date(2026, 6, 3))
    make_activity(ward.committee, state="unconfirmed")
    directive = make_directive(ward.committee, issued_on=date(2026, 1, 1))
    open_task = make_task(directive, ward)
    done = make_task(directive, ward, text="Nộp danh sách đảng viên")
    DeadlineProgress.objects.create(deadline=done, organization=ward.committee, done_on=date(2026, 10, 9))
    make_task(directive, ward, due_on=date(2027, 3, 1))
    make_task(directive, ward, state="suggested")
    for_cells = Deadline.objects.create(
        directive=directive, addressee_type=ward.cell.type, text="Chi bộ đăng ký", due_on=date(2026, 10, 31)
    )
    assert keys(pool(ward, bulletin)) == {"news": [key(news)], "tasks": [key(for_cells), key(open_task)]}


def test_a_directive_comes_in_with_full_citation_and_text_and_the_register_stays(
    ward: Ward, bulletin: Bulletin
) -> None:
    directive = make_directive(ward.committee, number="31-KH/ĐU", body="<p>Nội dung kế hoạch.</p>")
    (entry,) = take_in(actor=ward.editor, bulletin=bulletin, keys=[key(directive)])
    assert entry.heading == (
        "Kế hoạch số 31-KH/ĐU, ngày 04/05/2026 của Đảng ủy phường Bình Giang về chăm sóc cây xanh ở khu dân cư"
    )
    assert entry.body == directive.body
    version = directive.version
    entry.body = "<p>Rút gọn.</p>"
    entry.save()
    directive.refresh_from_db()
    assert (directive.body, directive.version) == ("<p>Nội dung kế hoạch.</p>", version)


def test_news_come_with_pictures_into_the_news_group_which_stays_last(ward: Ward, bulletin: Bulletin) -> None:
    news = make_activity(ward.committee, body="<p>Tin.</p>")
    ActivityPicture.objects.create(activity=news, picture=make_picture(), caption="Ra quân", place=1)
    take_in(actor=ward.editor, bulletin=bulletin, keys=[key(news)])
    take_in(actor=ward.editor, bulletin=bulletin, keys=[key(make_directive(ward.committee))])
    take_in(actor=ward.editor, bulletin=bulletin, keys=[key(make_activity(ward.committee))])
    top = list(bulletin.entries.top().order_by("position"))
    assert [row.kind for row in top] == ["directive", "news_group"]
    assert top[1].heading == NEWS_HEADING
    assert top[1].children.count() == 2
    assert EntryPicture.objects.get(entry__activity=news).caption == "Ra quân"


def test_taking_the_same_again_or_what_one_may_not_see_changes_nothing(ward: Ward, bulletin: Bulletin) -> None:
    mine, theirs = make_directive(ward.committee), make_directive(ward.neighbour)
    wanted = [key(mine), key(theirs), "directive:x", "directive:99999999999999999999", "khac:1", ""]
    assert len(take_in(actor=ward.editor, bulletin=bulletin, keys=wanted)) == 1
    assert take_in(actor=ward.editor, bulletin=bulletin, keys=wanted) == []


def test_tasks_become_lines_of_one_topic_with_their_dates(ward: Ward, bulletin: Bulletin) -> None:
    directive = make_directive(ward.committee, number="31-KH/ĐU", issued_on=date(2026, 1, 1))
    task = make_task(directive, ward, text="Báo cáo <kết quả>")
    take_in(actor=ward.editor, bulletin=bulletin, keys=[key(task)])
    entry = bulletin.entries.get(heading=TASKS_HEADING)
    assert (
        entry.body
        == "<ul><li><p>Báo cáo &lt;kết quả&gt; (hạn 20/11/2026, theo Kế hoạch số 31-KH/ĐU, ngày 01/01/2026)</p></li></ul>"
    )
    assert "tasks" not in keys(pool(ward, bulletin))


def test_a_task_of_last_month_is_said_to_be_still_undone(ward: Ward, bulletin: Bulletin) -> None:
    task = make_task(make_directive(ward.committee), ward, due_on=date(2026, 10, 30))

    assert "hạn trong tháng 10/2026, chưa xong" in [item.facts for item in pool(ward, bulletin).proposed]
    take_in(actor=ward.editor, bulletin=bulletin, keys=[key(task)])
    assert "(hạn trong tháng 10/2026, chưa xong, theo Kế hoạch" in bulletin.entries.get(heading=TASKS_HEADING).body


def test_the_heading_of_the_news_names_their_months_when_they_are_not_the_issues_alone(
    ward: Ward, bulletin: Bulletin
) -> None:
    def heading() -> str:
        return next(group.label for group in pool(ward, bulletin).groups if group.slug == "news")

    make_activity(ward.committee, happened_on=bulletin.first_day)
    assert heading() == "Tin hoạt động trong tháng"
    make_activity(ward.committee, happened_on=months_before(bulletin.first_day, 2))
    assert (
        heading() == f"Tin hoạt động, tháng {months_before(bulletin.first_day, 2):%m/%Y} đến {bulletin.first_day:%m/%Y}"
    )


def test_a_new_issue_drafts_itself_in_one_press(editor: Client, ward: Ward, bulletin: Bulletin) -> None:
    made = [make_directive(ward.committee, issued_on=date(2026, 10, day)) for day in range(1, 15)]
    make_activity(ward.committee)
    page = editor.get(reverse("admin:documents_desk", args=[bulletin.pk])).content.decode()
    proposed = [part.split('"')[0] for part in page.split('name="lay" value="')[1:] if "checked" in part[:40]]
    assert set(proposed) == {key(row) for row in made[-PROPOSED:]} | {key(row) for row in _activities()}
    answer = editor.post(address("take", bulletin), {"lay": proposed, "soan": "1"}, headers=HTMX)
    assert answer.headers["HX-Trigger"] == "deskchanged"
    assert 'id="muc"' in answer.content.decode()
    assert (bulletin.entries.top().count(), bulletin.entries.filter(kind="news").count()) == (PROPOSED + 1, 1)


def _activities() -> list[Any]:
    from activities.models import Activity

    return list(Activity.objects.all())


def test_declining_needs_a_reason_and_can_be_taken_back(editor: Client, ward: Ward, bulletin: Bulletin) -> None:
    directive = make_directive(ward.committee)
    with pytest.raises(NotReady, match="lý do"):
        decline(actor=ward.editor, publisher=ward.committee, key=key(directive), reason=" ")
    editor.post(address("decline", bulletin), {"key": key(directive), "ly_do": "Không liên quan chi bộ"})
    decision = PoolDecision.objects.get()
    assert (decision.reason, decision.decided_by) == ("Không liên quan chi bộ", ward.editor)
    assert "Không liên quan chi bộ" in editor.get(address("pool", bulletin)).content.decode()
    answer = editor.post(address("decline", bulletin), {"lai": decision.pk}, headers=HTMX)
    assert directive.subject in answer.content.decode()
    assert keys(pool(ward, bulletin)) == {"own": [key(directive)]}


def test_what_another_ward_keeps_comes_to_this_desk_by_no_way(editor: Client, ward: Ward, bulletin: Bulletin) -> None:
    """Not as a task for all wards or cells, not by a key that is guessed, not among what was put aside."""
    directive = make_directive(ward.neighbour, subject="về kho quân dụng")
    hidden = [
        directive,
        make_task(directive, ward, text="Kiểm kê quân dụng"),
        make_activity(ward.neighbour, title="Khánh thành kho quân dụng"),
    ]

    assert keys(pool(ward, bulletin)) == {}
    assert take_in(actor=ward.editor, bulletin=bulletin, keys=[key(row) for row in hidden]) == []
    for row in hidden:
        with pytest.raises(NotAllowed, match="Không tìm thấy"):
            decline(actor=ward.editor, publisher=ward.committee, key=key(row), reason="Thôi")
        # Put aside in a time when both were one ward's.
        PoolDecision.objects.create(
            publisher=ward.committee, reason="Cũ", decided_by=ward.editor, **{row._meta.model_name or "": row}
        )
    assert pool(ward, bulletin).declined == ()
    assert "quân dụng" not in editor.get(address("pool", bulletin)).content.decode()


def test_another_desk_decides_nothing_here(ward: Ward, bulletin: Bulletin) -> None:
    directive = make_directive(ward.province)
    decision = decline(actor=ward.editor, publisher=ward.committee, key=key(directive), reason="Thôi")
    stranger = make_user(role=Role.EDITOR, at=ward.neighbour)
    with pytest.raises(NotAllowed):
        decline(actor=stranger, publisher=ward.committee, key=key(directive), reason="Thôi")
    with pytest.raises(NotAllowed):
        take_back_decision(actor=stranger, decision=decision)
    with pytest.raises(NotAllowed, match="Không tìm thấy"):
        decline(actor=ward.editor, publisher=ward.committee, key=key(make_directive(ward.neighbour)), reason="Thôi")


def test_unused_documents_are_a_list_of_their_own(editor: Client, ward: Ward) -> None:
    from django.utils import timezone

    directive = make_directive(ward.committee, issued_on=timezone.localdate(), subject="về tiêm phòng cho đàn vật nuôi")
    make_directive(ward.neighbour, issued_on=timezone.localdate(), subject="về chợ đêm")
    address = reverse("admin:documents_unused")
    page = editor.get(address).content.decode()
    assert "tiêm phòng" in page
    assert "chợ đêm" not in page
    assert "tiêm phòng" not in editor.get(address, {"q": "chay rung"}).content.decode()
    editor.post(address, {"key": key(directive), "ly_do": "Chuyển số sau"})
    assert "Lý do: Chuyển số sau" in editor.get(address).content.decode()
    assert editor.get(address, {"noi": ward.neighbour.pk}).status_code == 404


def test_the_list_of_the_unused_counts_as_the_first_page_does(editor: Client, ward: Ward) -> None:
    from django.utils import timezone

    from documents.front_page import due_month

    month = due_month(timezone.localdate())
    oldest = months_before(month, 6)
    make_directive(ward.committee, issued_on=oldest)
    make_directive(ward.committee, issued_on=oldest - timedelta(days=1))
    make_activity(ward.committee, happened_on=months_before(month, 1))
    page = editor.get(reverse("admin:documents_unused")).content.decode()
    assert f"Cho tài liệu tháng {month:%m/%Y}" in page
    assert "1 văn bản, 1 tin của 6 tháng gần đây" in page
    assert "1 văn bản</a>" in editor.get(reverse("admin:index")).content.decode()


def test_taking_in_tells_what_of_each_sort_and_the_outline_counts_by_level(
    editor: Client, ward: Ward, bulletin: Bulletin
) -> None:
    directive = make_directive(ward.committee)
    news = [make_activity(ward.committee), make_activity(ward.committee)]
    wanted = [key(directive), key(make_task(directive, ward)), *(key(one) for one in news)]
    page = editor.post(address("take", bulletin), {"lay": wanted}, headers=HTMX).content.decode()
    assert "Đã đưa vào 1 văn bản, 1 mục nhiệm vụ, 2 tin." in page
    assert "3 mục, 2 mục con, đọc khoảng" in page
    assert "3 mục, 2 mục con" in editor.get(reverse("admin:documents_bulletin_changelist")).content.decode()


def test_an_entry_of_an_upper_committees_issue_comes_with_photos_and_its_source(
    editor: Client, ward: Ward, bulletin: Bulletin
) -> None:
    upper = make_bulletin(ward.province)
    source = make_entry(upper, heading="Thông báo của Tỉnh ủy", body="<p>Đoạn một.</p><p>Đoạn hai.</p>", gist="Ý một")
    EntryPicture.objects.create(entry=source, picture=make_picture(), caption="Hội nghị", credit="Ảnh: PV", place=1)
    desk = Ward(**{**ward.__dict__, "editor": make_user(role=Role.EDITOR, at=ward.province), "approver": make_user(role=Role.APPROVER, at=ward.province)})  # fmt: skip
    edition = publish(desk, upper)
    (issue,) = upper_issues(ward.editor, bulletin)
    assert [(entry.heading, is_taken) for entry, is_taken in issue.entries] == [("Thông báo của Tỉnh ủy", False)]
    answer = editor.post(address("upper", bulletin), {"lay": issue.entries[0][0].pk})
    assert answer.status_code == 302
    taken = bulletin.entries.get()
    assert (taken.body, taken.gist) == (source.body, "Ý một")
    assert taken.source_line == f"Nguồn: {edition.title}, Tỉnh ủy Hải Đông"
    placed = taken.placed_pictures.get()
    assert (placed.place, placed.caption, placed.credit) == (1, "Hội nghị", "Ảnh: PV")
    with pytest.raises(NotReady):
        take_from_upper(actor=ward.editor, bulletin=bulletin, edition=edition, entry_uuid=taken.uuid)


def test_an_entry_from_above_does_not_rest_on_a_directive_that_is_kept_where_one_may_not_see(
    editor: Client, ward: Ward, bulletin: Bulletin
) -> None:
    upper = make_bulletin(ward.province)
    make_entry(upper, heading="Việc của phường bạn", directive=make_directive(ward.neighbour))
    desk = Ward(**{**ward.__dict__, "editor": make_user(role=Role.EDITOR, at=ward.province), "approver": make_user(role=Role.APPROVER, at=ward.province)})  # fmt: skip
    publish(desk, upper)
    (issue,) = upper_issues(ward.editor, bulletin)

    editor.post(address("upper", bulletin), {"lay": issue.entries[0][0].pk})

    taken = bulletin.entries.get()
    assert (taken.heading, taken.directive) == ("Việc của phường bạn", None)


def test_what_comes_from_above_finds_its_place_and_is_not_offered_twice(
    editor: Client, ward: Ward, bulletin: Bulletin
) -> None:
    directive = make_directive(ward.province)
    upper = make_bulletin(ward.province)
    make_entry(upper, heading=directive.citation, directive=directive, kind=Entry.Kind.DIRECTIVE)
    group = make_entry(upper, heading="Tin hoạt động", kind=Entry.Kind.NEWS_GROUP, body="")
    make_entry(upper, heading="Mở lớp học bơi", kind=Entry.Kind.NEWS, parent=group)
    desk = Ward(**{**ward.__dict__, "editor": make_user(role=Role.EDITOR, at=ward.province), "approver": make_user(role=Role.APPROVER, at=ward.province)})  # fmt: skip
    publish(desk, upper)
    make_entry(bulletin, heading="Tin hoạt động", kind=Entry.Kind.NEWS_GROUP, body="")
    (issue,) = upper_issues(ward.editor, bulletin)
    for entry, _ in issue.entries:
        editor.post(address("upper", bulletin), {"lay": entry.pk})
    top = list(bulletin.entries.top().order_by("position"))
    assert [entry.kind for entry in top] == [Entry.Kind.DIRECTIVE, Entry.Kind.NEWS_GROUP]
    assert top[1].children.get().heading == "Mở lớp học bơi"
    assert keys(pool(ward, bulletin)) == {}
    (again,) = upper_issues(ward.editor, bulletin)
    assert [is_taken for _, is_taken in again.entries] == [True, True]
    page = editor.get(address("upper", bulletin)).content.decode()
    assert page.count("Đã có") == 2


def test_an_issue_of_a_neighbour_is_nobodys_source(editor: Client, ward: Ward, bulletin: Bulletin) -> None:
    from tests.builders import make_edition

    foreign = make_edition(make_bulletin(ward.neighbour))
    assert upper_issues(ward.editor, bulletin) == []
    entry = foreign.entries.get()
    assert editor.post(address("upper", bulletin), {"lay": entry.pk}).status_code == 404


def test_the_drawer_is_a_page_of_its_own_without_scripts(editor: Client, ward: Ward, bulletin: Bulletin) -> None:
    directive = make_directive(ward.committee)
    assert "<html" in editor.get(address("pool", bulletin)).content.decode()
    part = editor.get(address("pool", bulletin), headers={**HTMX, "HX-Target": "kho-nhom"}).content.decode()
    assert part.lstrip().startswith('<div id="kho-nhom"')
    assert editor.post(address("take", bulletin), {"lay": key(directive)}).status_code == 302
    assert bulletin.entries.get().kind == Entry.Kind.DIRECTIVE


def test_a_draft_with_nothing_ticked_says_to_tick_something(editor: Client, bulletin: Bulletin) -> None:
    page = editor.post(address("take", bulletin), {"soan": "1"}, headers=HTMX).content.decode()
    assert "Chưa đánh dấu gì." in page
    assert not bulletin.entries.exists()
