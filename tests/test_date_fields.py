"""Days and hours are typed, day before month, on every form of the portal."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from django import forms
from django.contrib import admin
from django.test import RequestFactory

from cadre_portal.date_fields import (
    CLOCK_UNREAD,
    DAY_UNREAD,
    MOMENT_UNREAD,
    DayField,
    MomentField,
    parse_clock,
    parse_day,
    parse_moment,
)


@pytest.mark.parametrize(
    "text",
    [
        "02/03/2026",
        "2/3/2026",
        " 2 / 3 / 2026 ",
        "02-03-2026",
        "2.3.2026",
        "2.3.2026.",
        "2.3.26",
        "2 3 2026",
        "02–03–2026",
        "02032026",
        "020326",
        "2026-03-02",
        "2026/3/2",
        "ngày 2 tháng 3 năm 2026",
        "Ngày 02 tháng 03 năm 2026",
    ],
)
def test_the_second_of_march_is_read_however_it_is_typed(text: str) -> None:
    assert parse_day(text) == date(2026, 3, 2)


def test_two_digits_of_a_year_are_of_the_century_an_office_means() -> None:
    assert parse_day("3/2/30") == date(2030, 2, 3)
    assert parse_day("3/2/75") == date(1975, 2, 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/2/2026", "Tháng 2 năm 2026 không có ngày 31, chỉ đến ngày 28."),
        ("29/02/2024", None),
        ("29/02/2026", "chỉ đến ngày 28"),
        ("0/3/2026", "không có ngày 0"),
        ("3/25/2026", "Không có tháng 25. Đồng chí ghi ngày trước, tháng sau"),
        ("2/3/0026", "Năm 26 không hợp lý"),
        ("2/3", DAY_UNREAD),
        ("31/2", "Tháng 2 không có ngày 31, chỉ đến ngày 29. Đồng chí ghi ngày/tháng/năm"),
        ("ngày 31 tháng 4", "Tháng 4 không có ngày 31, chỉ đến ngày 30."),
        ("31/13", DAY_UNREAD),
        ("hôm nay", DAY_UNREAD),
        ("2/3/202", DAY_UNREAD),
        ("²/3/2026", DAY_UNREAD),
        ("", DAY_UNREAD),
    ],
)
def test_a_day_no_calendar_has_is_refused_with_what_to_do(text: str, said: str | None) -> None:
    if said is None:
        assert parse_day(text)
        return
    with pytest.raises(ValueError, match=re.escape(said)):
        parse_day(text)


@pytest.mark.parametrize("text", ["07:30", "7h30", "7 giờ 30", "7g30", "07.30", "7 giờ 30 phút", "07:30:00"])
def test_half_past_seven_is_read_however_it_is_typed(text: str) -> None:
    assert parse_clock(text) == time(7, 30)


def test_a_full_hour_needs_no_minutes() -> None:
    assert parse_clock("7h") == time(7)


@pytest.mark.parametrize("text", ["25:00", "7:61", "7", "sáng"])
def test_an_hour_no_clock_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=CLOCK_UNREAD):
        parse_clock(text)


@pytest.mark.parametrize(
    "text",
    [
        "07:00 25/11/2026",
        "7h 25/11/2026",
        "7h00 ngày 25-11-2026",
        "25/11/2026 07:00",
        "25.11.2026 07.00",
        "25112026 7h",
        "25/11/2026, lúc 7 giờ",
        "2026-11-25T07:00",
        "2026-11-25 07:00:00",
    ],
)
def test_hour_and_day_are_read_in_either_order(text: str) -> None:
    assert parse_moment(text) == datetime(2026, 11, 25, 7)


@pytest.mark.parametrize(
    ("text", "said"), [("25/11/2026", MOMENT_UNREAD), ("07:00 31/11/2026", "chỉ đến ngày 30"), ("x", MOMENT_UNREAD)]
)
def test_a_moment_that_cannot_be_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        parse_moment(text)


class _Asking(forms.Form):
    day = DayField(required=False)
    moment = MomentField(required=False)


def test_the_boxes_are_plain_text_and_show_the_day_first() -> None:
    form = _Asking(initial={"day": date(2026, 3, 2), "moment": datetime(2026, 3, 2, 7)})
    day, moment = str(form["day"]), str(form["moment"])
    assert 'value="02/03/2026"' in day
    assert 'type="text"' in day
    assert 'inputmode="numeric"' in day
    assert 'placeholder="ngày/tháng/năm"' in day
    assert 'value="07:00 02/03/2026"' in moment


def test_what_was_typed_wrong_stands_in_its_box_with_the_reason() -> None:
    form = _Asking({"day": "31/2/2026", "moment": "  "})
    assert not form.is_valid()
    assert 'value="31/2/2026"' in str(form["day"])
    assert "không có ngày 31" in form.errors["day"][0]
    assert "moment" not in form.errors


def test_an_hour_typed_is_the_hour_in_vietnam() -> None:
    form = _Asking({"moment": "7h 25/11/2026"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["moment"].isoformat() == "2026-11-25T07:00:00+07:00"
    assert form.cleaned_data["day"] is None


def _form_classes(parent: type) -> Iterator[type]:
    child: type
    for child in parent.__subclasses__():
        yield child
        yield from _form_classes(child)


def test_no_form_of_ours_asks_for_a_day_in_another_way() -> None:
    from django.urls import get_resolver

    assert get_resolver().url_patterns  # loads every form
    ours = ("activities", "cadre_portal", "directives", "documents", "organizations")
    asked = [
        (form, name, field)
        for form in _form_classes(forms.BaseForm)
        if form.__module__.split(".")[0] in ours and "admin" not in str(getattr(form, "Meta", ""))
        for name, field in getattr(form, "declared_fields", {}).items()
        if isinstance(field, (forms.DateField, forms.DateTimeField))
    ]
    assert asked
    assert [(form, name) for form, name, field in asked if not isinstance(field, (DayField, MomentField))] == []


@pytest.mark.django_db
def test_no_page_of_the_admin_asks_for_a_day_in_another_way() -> None:
    from tests.builders import make_user

    request = RequestFactory().get("/")
    request.user = make_user(is_superuser=True)
    asked = []
    for model, page in admin.site._registry.items():
        if not (page.has_change_permission(request) or page.has_add_permission(request)):
            continue
        forms_of_page = [page.get_form(request)] + [
            one.get_formset(request).form for one in page.get_inline_instances(request)
        ]
        for form in forms_of_page:
            for name, field in form.base_fields.items():
                fields = field.fields if isinstance(field, forms.MultiValueField) else [field]
                asked += [
                    (model, name, one) for one in fields if isinstance(one, (forms.DateField, forms.DateTimeField))
                ]
    assert len(asked) > 8
    assert [(model, name) for model, name, field in asked if not isinstance(field, DayField)] == []
