"""The page where an editor says which directive a citation means."""

from datetime import date

import pytest
from django.test import Client

from directives.models import Citation, CitingText, Directive
from directives.services import create_directive, read_citations_of
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_kind, make_organization, make_user
from tests.directives.test_directive_admin import LIST

pytestmark = pytest.mark.django_db
TEXT = "Thực hiện Kế hoạch số 7-KH/TU, phường ra quân trồng cây."


@pytest.fixture
def province() -> Organization:
    return make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")


@pytest.fixture
def ward(province: Organization) -> Organization:
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)


@pytest.fixture
def editor(ward: Organization, client: Client) -> User:
    user = make_user(role=Role.EDITOR, at=ward)
    client.force_login(user)
    return user


@pytest.fixture
def candidates(province: Organization) -> list[Directive]:
    """Two of one number, of two terms: nobody may guess."""
    return [
        make_directive(province, number="7-KH/TU", issued_on=day, subject=f"về trồng cây năm {day.year}")
        for day in (date(2021, 3, 2), date(2026, 3, 2))
    ]


@pytest.fixture
def citing(ward: Organization, editor: User, candidates: list[Directive]) -> Directive:
    return create_directive(
        actor=editor,
        held_by=ward,
        register=ward,
        kind=make_kind(),
        number="9-KH/ĐU",
        issued_on=date(2026, 4, 1),
        subject="về ra quân",
        body=f"<p>{TEXT}</p>",
    )


def page_of(row: Directive) -> str:
    return f"{LIST}vien-dan/{row.citing_text_id}/"


def test_the_form_of_the_directive_tells_of_open_citations(client: Client, citing: Directive) -> None:
    html = client.get(f"{LIST}{citing.pk}/change/").content.decode()

    assert "1 viện dẫn chưa rõ" in html
    assert page_of(citing) in html


def test_one_press_chooses_and_the_choice_outlives_a_new_reading(
    client: Client, citing: Directive, candidates: list[Directive]
) -> None:
    citation = Citation.objects.get(citing=citing.citing_text)
    html = client.get(page_of(citing)).content.decode()
    assert all(row.citation in html for row in candidates)

    client.post(page_of(citing), {"vien_dan": citation.pk, "chon": candidates[0].pk})
    assert citing.citing_text is not None
    read_citations_of([citing.citing_text])

    chosen = Citation.objects.get(citing=citing.citing_text)
    assert (chosen.directive, chosen.is_by_hand) == (candidates[0], True)
    assert "viện dẫn chưa rõ là" not in client.get(f"{LIST}{citing.pk}/change/").content.decode()
    assert "Đã chọn" in client.get(page_of(citing)).content.decode()


def test_none_of_the_register_is_a_choice_too(client: Client, citing: Directive) -> None:
    citation = Citation.objects.get(citing=citing.citing_text)

    client.post(page_of(citing), {"vien_dan": citation.pk, "chon": "khong"})

    citation.refresh_from_db()
    assert (citation.directive, citation.is_by_hand) == (None, True)


@pytest.mark.parametrize("chosen", ["", "x", "0", "9" * 300])
def test_what_was_not_offered_is_not_chosen(chosen: str, client: Client, citing: Directive) -> None:
    citation = Citation.objects.get(citing=citing.citing_text)

    answer = client.post(page_of(citing), {"vien_dan": citation.pk, "chon": chosen}, follow=True)

    assert "chọn lần nữa" in answer.content.decode()
    citation.refresh_from_db()
    assert (citation.directive, citation.is_by_hand) == (None, False)


def test_a_record_one_may_not_see_is_neither_offered_nor_taken(
    client: Client, province: Organization, citing: Directive
) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    hidden = make_directive(sister, register=province, number="7-KH/TU", subject="về việc riêng của Hòa An")
    citation = Citation.objects.get(citing=citing.citing_text)

    assert "việc riêng" not in client.get(page_of(citing)).content.decode()
    client.post(page_of(citing), {"vien_dan": citation.pk, "chon": hidden.pk})

    citation.refresh_from_db()
    assert citation.directive is None


def test_a_citation_of_another_text_is_not_chosen_here(
    client: Client, ward: Organization, citing: Directive, candidates: list[Directive]
) -> None:
    other = CitingText.objects.create(text=TEXT, seen_from=ward)
    read_citations_of([other])
    foreign = Citation.objects.get(citing=other)

    client.post(page_of(citing), {"vien_dan": foreign.pk, "chon": candidates[0].pk})

    foreign.refresh_from_db()
    assert foreign.directive is None


def test_another_bodys_text_is_not_found(client: Client, province: Organization, editor: User) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    for seen_from in (sister, province, None):
        text = CitingText.objects.create(text=TEXT, seen_from=seen_from)
        assert client.get(f"{LIST}vien-dan/{text.pk}/").status_code == 404


def test_what_the_register_lacks_is_offered_to_be_added(client: Client, ward: Organization, editor: User) -> None:
    text = CitingText.objects.create(
        text="Theo Kế hoạch số 77-KH/TU, ngày 03/02/2026 của Tỉnh ủy Lam Sơn.", seen_from=ward
    )
    read_citations_of([text])

    html = client.get(f"{LIST}vien-dan/{text.pk}/").content.decode()

    assert "Sổ chưa có văn bản nào khớp" in html
    assert "loi_vien_dan=" in html
