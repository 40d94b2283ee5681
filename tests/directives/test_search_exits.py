"""Every way out of the register, each with what a sister body keeps: nothing of it may come through, whatever is asked.

The sister holds a directive with a number, a title, a text, a file, a signer and a task, cites a document that nobody has, has
published news and an issue. What is looked for in the answers ("quân dụng" with its diacritics, its numbers) is never typed so.
"""

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from directives.models import Citation, CitingText, Deadline, Directive, DirectiveFile, TaskFeed
from directives.search.index import index_directives, index_files
from directives.services import read_citations_of
from documents.models import EditionEntry
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import (
    make_activity,
    make_bulletin,
    make_directive,
    make_edition,
    make_entry,
    make_organization,
    make_type,
    make_user,
)

pytestmark = pytest.mark.django_db
LIST = "/van-ban/"
SECRETS = ("quân dụng", "77-KH", "88-CT", "Người Ký Kín")
# As typed: by word, slip, number, bare number, swapped number, kind, time, agency, letters, cited number, words of the file, signer.
QUESTIONS = (
    "kho quan dung", "quan dungg", "kho qan dng", "77", "77 kh", "kh 770", "so 77/kh-dha", "ke hoach thang 6/2026", "dang uy phuong hoa an",
    "dha", "88", "ct 88", "bí mật kho", "tháng sáu năm nay", "mới nhất", "ong kin ky", "",
)  # fmt: skip


@pytest.fixture
def hidden() -> Directive:
    """What the sister keeps; the readers' ward has a plan of its own."""
    province = make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")
    ward = make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)
    sister = make_organization("Đảng ủy phường Hòa An", letters="ĐHA", parent=province)
    own = make_directive(ward, number="7-KH/ĐU", subject="về kho lương thực", issued_on=date(2026, 6, 1))
    text = CitingText.objects.create(text="Thực hiện Chỉ thị số 88-CT/HA, ngày 02/3/2026 về kho quân dụng.")
    row = make_directive(
        sister, number="77-KH/ĐHA", subject="về kho quân dụng", body="<p>Bàn giao quân dụng trước ngày 30/12/2026.</p>",
        issued_on=date(2026, 6, 2), signer="Người Ký Kín", citing_text=text,
    )  # fmt: skip
    file = DirectiveFile.objects.create(
        directive=row, name="quân dụng.txt", sha256="0" * 64, size=1, text="bí mật kho quân dụng"
    )
    index_directives([own, row])
    index_files([file])
    read_citations_of([text], seen_from=sister)
    Deadline.objects.create(
        directive=row, text="Kiểm kê quân dụng", addressee_type=ward.type, due_on=date(2026, 12, 30), organization=None
    )
    make_activity(sister, title="Khánh thành kho quân dụng")
    entry = make_entry(make_bulletin(sister), directive=row, heading="Kế hoạch về kho quân dụng")
    edition = make_edition(entry.bulletin)
    EditionEntry.objects.create(
        edition=edition, entry_uuid=entry.uuid, position=90, number="9", kind=entry.kind, heading="Kho quân dụng",
        html="<p>Kho quân dụng</p>", text="Kho quân dụng", citing_text=CitingText.objects.create(text="Kho quân dụng"),
    )  # fmt: skip
    return row


@pytest.fixture(params=["clerk", "editor", "secretary"])
def reader(request: pytest.FixtureRequest, hidden: Directive) -> User:
    ward = Organization.objects.get(name="Đảng ủy phường Bình Giang")
    if request.param == "secretary":
        make_type("cell", receives=True)
        return make_user(role=Role.SECRETARY, at=make_organization("Chi bộ 1", parent=ward, type="cell"))
    return make_user(role=Role.CLERK if request.param == "clerk" else Role.EDITOR, at=ward)


@pytest.fixture
def ask(client: Client, reader: User) -> Callable[..., str]:
    """Asks as the reader; gives the answer's text."""
    client.force_login(reader)

    def ask(address: str, query: dict[str, Any] | None = None, **headers: str) -> str:
        return client.get(address, query or {}, headers=headers).content.decode()

    return ask


def _is_silent(answer: str, hidden: Directive) -> None:
    told = [secret for secret in (*SECRETS, f"/van-ban/{hidden.pk}/") if secret in answer]
    assert told == []


def _is_refused(answer: Any) -> None:
    """Unknown (the editors' pages lead back to their first one), or closed at the editors' door to who is none."""
    assert (
        answer.status_code in {403, 404}
        or answer["Location"] == "/quan-tri/"
        or answer["Location"].startswith("/quan-tri/login/")
    )


def test_the_list_as_a_page(ask: Callable[..., str], hidden: Directive) -> None:
    for text in QUESTIONS:
        for sort in ("lien_quan", "moi", "cu"):
            _is_silent(ask(LIST, {"q": text, "sap_xep": sort}), hidden)


def test_the_list_while_typing(ask: Callable[..., str], hidden: Directive) -> None:
    for text in QUESTIONS:
        for end in range(2, len(text) + 1, 4):
            _is_silent(ask(LIST, {"q": text[:end]}, **{"HX-Request": "true"}), hidden)


def test_the_counts(client: Client, ask: Callable[..., str], hidden: Directive) -> None:
    for text in QUESTIONS:
        _is_silent(ask(f"{LIST}so-luong/", {"q": text}), hidden)
        context = client.get(f"{LIST}so-luong/", {"q": text}).context
        assert context["total"] <= 1
        assert [number for _, number, _ in context["tabs"] if number] == []
        names = [name for _, links in context["facets"] for name, _, _ in links]
        assert "Đảng ủy phường Hòa An" not in names


def test_the_filters(ask: Callable[..., str], hidden: Directive) -> None:
    sister = str(hidden.register_id)
    for query in (
        {"so": "77"},
        {"so": "77-kh/dha"},
        {"co_quan": "Hòa An"},
        {"co_quan": sister},
        {"tu": "02/06/2026", "den": "02/06/2026"},
    ):
        for address in (LIST, f"{LIST}so-luong/", f"{LIST}xuat/csv/"):
            _is_silent(ask(address, query).replace('value="77-kh/dha"', ""), hidden)


def test_the_chips(client: Client, ask: Callable[..., str]) -> None:
    """A body that the reader may know of is a chip; it tells nothing of what the body keeps."""
    for text in QUESTIONS:
        ask(LIST, {"q": text})
        context = client.get(LIST, {"q": text}).context
        labels = [chip.label for chip, _ in context["chips"]]
        assert not any(secret in label for secret in SECRETS for label in labels)
        assert not any("77" in label and "77" not in text for label in labels)


def test_the_suggestions(client: Client, ask: Callable[..., str]) -> None:
    for text in (*QUESTIONS, "kh 707", "khoo quan dung", "kieem ke quan dung", "khanh thanh ko", "767"):
        ask(LIST, {"q": text})
        suggestion = client.get(LIST, {"q": text}).context["suggestion"]
        assert "dụng" not in suggestion
        assert "77" not in suggestion


def test_a_body_whose_papers_are_kept_elsewhere_is_said_to_have_none(client: Client, ask: Callable[..., str]) -> None:
    ask(LIST, {"q": "đảng ủy phường hòa an"})

    notes = client.get(LIST, {"q": "kế hoạch của đảng ủy phường hòa an"}).context["results"].notes

    assert notes == ("Chưa có kế hoạch nào của Đảng ủy phường Hòa An.",)


def test_the_examples_under_the_box(ask: Callable[..., str], hidden: Directive) -> None:
    page = ask(LIST)

    _is_silent(page, hidden)
    assert "7-KH/ĐU" in page


def test_the_tabs(ask: Callable[..., str], client: Client, hidden: Directive) -> None:
    for slug in [tab.slug for tab in client.get(LIST).context["tabs"]]:
        for text in ("kho", "quan dung", "khanh thanh"):
            _is_silent(ask(LIST, {"q": text, "the": slug}), hidden)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_tables(form: str, client: Client, reader: User, hidden: Directive) -> None:
    client.force_login(reader)
    for text in QUESTIONS:
        content = client.get(f"{LIST}xuat/{form}/", {"q": text}).content
        if form == "xlsx":
            cells = [str(cell.value) for row in load_workbook(io.BytesIO(content)).worksheets[0] for cell in row]
            _is_silent(" ".join(cells), hidden)
        else:
            _is_silent(content.decode(), hidden)


def test_the_directives_page_and_its_file(client: Client, reader: User, hidden: Directive) -> None:
    client.force_login(reader)
    file = DirectiveFile.objects.get()

    assert client.get(f"{LIST}{hidden.pk}/").status_code == 404
    assert client.get(f"{LIST}{hidden.pk}/tep/{file.pk}/").status_code == 404


def cite_by_hand(hidden: Directive) -> CitingText:
    """The readers' own plan names the hidden one without its number; somebody who sees both said which is meant."""
    own = Directive.objects.get(number="7-KH/ĐU")
    words = "Kế hoạch vừa qua của phường bạn"
    text = CitingText.objects.create(text=f"{own.subject}\nThực hiện {words}.", seen_from=own.held_by)
    Directive.objects.filter(pk=own.pk).update(citing_text=text, body=f"<p>Thực hiện {words}.</p>")
    start = text.text.index(words)
    Citation.objects.create(
        citing=text, directive=hidden, relation=Citation.Relation.IMPLEMENTS, is_by_hand=True,
        raw=words, start=start, end=start + len(words), kind_name="Kế hoạch",
    )  # fmt: skip
    return text


def test_the_page_of_a_directive_that_names_it(ask: Callable[..., str], hidden: Directive) -> None:
    """Neither a link over the words of the text nor the full citation among the related papers."""
    text = cite_by_hand(hidden)
    own = Directive.objects.get(citing_text=text)

    page = ask(f"{LIST}{own.pk}/")

    _is_silent(page, hidden)
    assert "Kế hoạch vừa qua của phường bạn" in page


def test_the_page_of_a_directive_that_it_names(ask: Callable[..., str], hidden: Directive) -> None:
    """Neither "được thực hiện bởi" nor "được nhắc đến trong", for what is filed and for what is published."""
    own = Directive.objects.get(number="7-KH/ĐU")
    published = EditionEntry.objects.get(heading="Kho quân dụng")
    for citing in (hidden.citing_text, published.citing_text):
        assert citing
        Citation.objects.create(citing=citing, directive=own, relation=Citation.Relation.IMPLEMENTS, number=own.number)

    page = ask(f"{LIST}{own.pk}/")

    _is_silent(page, hidden)
    assert "Văn bản liên quan" not in page
    assert "Được nhắc đến trong" not in page


def test_the_choices_for_a_citation(ask: Callable[..., str], hidden: Directive) -> None:
    text = cite_by_hand(hidden)

    _is_silent(ask(f"/quan-tri/directives/directive/vien-dan/{text.pk}/"), hidden)


def test_the_forms_of_an_entry_made_of_it(ask: Callable[..., str], reader: User, hidden: Directive) -> None:
    """An entry of the readers' own issue may rest on it from a time when both bodies were one."""
    ward = Organization.objects.get(name="Đảng ủy phường Bình Giang")
    entry = make_entry(make_bulletin(ward, month=11), directive=hidden, heading="Việc chung")

    for address in (
        f"/quan-tri/documents/entry/{entry.pk}/change/",
        f"/quan-tri/documents/bulletin/{entry.bulletin_id}/bien-tap/",
        f"/quan-tri/documents/bulletin/{entry.bulletin_id}/bien-tap/muc/{entry.pk}/",
    ):
        answer = ask(address, **({"HX-Request": "true"} if "/muc/" in address else {}))
        _is_silent(answer, hidden)
        assert ("Việc chung" in answer) == reader.is_staff, address


@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_the_editors_pages_of_it(page: str, client: Client, reader: User, hidden: Directive) -> None:
    client.force_login(reader)

    answer = client.get(f"/quan-tri/directives/directive/{hidden.pk}/{page}/")

    _is_refused(answer)


@pytest.mark.parametrize("part", ["trang-dau", "de-xuat"])
def test_the_picture_and_the_proposals_of_its_file(part: str, client: Client, reader: User, hidden: Directive) -> None:
    client.force_login(reader)
    file = DirectiveFile.objects.get()

    for address in (
        f"/quan-tri/directives/directive/{hidden.pk}/{part}/{file.pk}/",
        f"/quan-tri/directives/directive/{Directive.objects.get(number='7-KH/ĐU').pk}/{part}/{file.pk}/",
    ):
        _is_refused(client.get(address))


def test_the_presses_on_its_deadline(client: Client, reader: User, hidden: Directive) -> None:
    client.force_login(reader)
    deadline = Deadline.objects.get()

    for address, said in ((f"{LIST}thoi-han/{deadline.pk}/", "nhan"), (f"{LIST}viec-can-lam/{deadline.pk}/", "xong")):
        assert client.post(address, {"viec": said}).status_code == 404


def test_the_tasks_and_their_calendar(ask: Callable[..., str], client: Client, hidden: Directive) -> None:
    for query in ({}, {"them": "1"}):
        _is_silent(ask(f"{LIST}viec-can-lam/", query), hidden)
    client.post(f"{LIST}viec-can-lam/lich/", {"viec": "lap"})
    for feed in TaskFeed.objects.all():
        _is_silent(Client().get(f"{LIST}lich/{feed.token}.ics").content.decode(), hidden)


def test_the_guess_while_a_number_is_typed(ask: Callable[..., str], hidden: Directive) -> None:
    for number in ("77", "77-KH", "77-KH/ĐHA", "88-CT/HA"):
        answer = ask(f"{LIST}doan/", {"so": number})
        same = json.loads(answer)["same"] if answer.startswith("{") else []
        assert same == []


@pytest.mark.parametrize(
    "field",
    [
        ("directives", "citation", "directive"),
        ("documents", "entry", "directive"),
        ("directives", "deadline", "directive"),
    ],
)
def test_the_pickers_of_the_editors(field: tuple[str, str, str], ask: Callable[..., str], hidden: Directive) -> None:
    app, model, name = field
    for term in ("kho", "quan", "77"):
        query = {"app_label": app, "model_name": model, "field_name": name, "term": term}
        _is_silent(ask("/quan-tri/autocomplete/", query), hidden)


def test_the_editors_list_and_its_search(ask: Callable[..., str], hidden: Directive) -> None:
    for text in ("", "kho", "77"):
        _is_silent(ask("/quan-tri/directives/directive/?" + urlencode({"q": text})), hidden)


def test_the_command(reader: User, hidden: Directive) -> None:
    for text in filter(None, QUESTIONS):
        for options in ([], ["--json"]):
            out = io.StringIO()
            call_command("search_directives", text, "--as", reader.username, *options, stdout=out)
            _is_silent(out.getvalue(), hidden)


def test_what_is_asked_above_does_find_it_for_who_may_see_it(client: Client, hidden: Directive) -> None:
    """Without this the tests above would be silent about anything."""
    user = make_user(role=Role.CLERK, at=hidden.held_by)
    client.force_login(user)
    for text in (
        "kho quan dung",
        "77",
        "77 kh",
        "ke hoach thang 6/2026",
        "dha",
        "bí mật kho",
        "tháng sáu năm nay",
        "mới nhất",
        "ong kin ky",
    ):
        assert f"/van-ban/{hidden.pk}/" in client.get(LIST, {"q": text}).content.decode()
    assert client.get(LIST, {"q": "quan dungg"}).context["suggestion"] == "quân dụng"
    assert client.get(LIST, {"q": "kh 770"}).context["suggestion"] == ""
    assert "88-CT/HA" in client.get(LIST, {"q": "ct 88"}).content.decode()
    assert "quân dụng" in client.get(f"{LIST}xuat/csv/", {"q": "77"}).content.decode()
    counts = client.get(f"{LIST}so-luong/", {"q": "quan dung"}).context
    assert counts["total"] == 1
