"""The demo content: whole, well-formed, written afresh."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from cadre_portal.text import exact_key, fold, squeeze
from directives import kinds
from documents.demo.checks import ROLES
from documents.demo.data import DemoContent, Entry, Issue, Picture, find_problems, load_demo

DEMO = load_demo()
TODAY = date(2026, 11, 22)
ISSUES = {issue.key: issue for issue in DEMO.issues}

# What may stand in what, after documents/engines/blocks.py.
ALLOWED_CHILDREN = {
    "": {"h3", "h4", "h5", "h6", "p", "ul", "ol", "blockquote", "table"},
    "ul": {"li"},
    "ol": {"li"},
    "li": {"p", "ul"},
    "blockquote": {"p"},
    "table": {"tbody"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    "th": {"p"},
    "td": {"p"},
    "p": {"strong", "em"},
}


class VocabularyChecker(HTMLParser):
    """Collects what a text holds outside the vocabulary of blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.open_tags: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = self.open_tags[-1] if self.open_tags else ""
        if tag not in ALLOWED_CHILDREN.get(inside, set()) or attrs:
            self.faults.append(f"<{tag}> in <{inside}> {attrs}")
        self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open_tags or self.open_tags.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def bodies(content: DemoContent) -> Iterator[tuple[str, tuple[str, ...]]]:
    for directive in content.directives:
        yield directive.key, directive.body
    for activity in content.activities:
        yield activity.key, activity.body
    for issue in content.issues:
        for entry in issue.entries:
            yield f"{issue.key}/{entry.key}", entry.body


def pictures(content: DemoContent) -> list[Picture]:
    entries = [entry for issue in content.issues for entry in issue.entries]
    told = [picture for activity in content.activities for picture in activity.pictures]
    return told + [picture for entry in entries for picture in entry.pictures]


def passages(content: DemoContent) -> Iterator[tuple[str, str]]:
    """Every text a reader sees, with the place it stands at."""
    for place, body in bodies(content):
        for block in body:
            for piece in re.split(r"</(?:p|h\d)>", block):
                yield place, html.unescape(re.sub(r"<[^>]+>", " ", piece))
    for directive in content.directives:
        yield directive.key, directive.subject
        for deadline in directive.deadlines:
            yield directive.key, deadline.text
    for activity in content.activities:
        yield activity.key, activity.title
    for issue in content.issues:
        for entry in issue.entries:
            tasks = [task.text for task in entry.cell_tasks]
            for text in (entry.heading, entry.short_title, *entry.gist, *tasks, *entry.questions):
                yield f"{issue.key}/{entry.key}", text
    for picture in pictures(content):
        yield "picture", picture.caption


def syllables(issue: Issue) -> int:
    activities = {activity.key: activity for activity in DEMO.activities}

    def text(entry: Entry) -> str:
        if entry.activity and not entry.body:
            return activities[entry.activity].title + " " + activities[entry.activity].html
        return entry.heading + " " + entry.html

    joined = " ".join(text(entry) for entry in issue.entries)
    return len(re.sub(r"<[^>]+>", " ", joined).split())


def issue_pictures(issue: Issue) -> int:
    activities = {activity.key: activity for activity in DEMO.activities}
    return sum(
        len(entry.pictures) + (len(activities[entry.activity].pictures) if entry.activity else 0)
        for entry in issue.entries
    )


def test_the_demo_content_contradicts_itself_nowhere() -> None:
    assert list(find_problems(DEMO)) == []


def test_a_broken_reference_is_named() -> None:
    stray = replace(DEMO.directives[0], key="lac", issuer="khong-co")
    problems = list(find_problems(replace(DEMO, directives=(*DEMO.directives, stray))))
    assert problems == ["directive lac: issuer 'khong-co' is unknown"]


def test_a_deadline_before_its_directive_is_named() -> None:
    directive = DEMO.directives[0]
    late = replace(directive, issued_on=date(2031, 1, 1))
    problems = list(find_problems(replace(DEMO, directives=(late, *DEMO.directives[1:]))))
    assert any("before its beginning or its directive" in problem for problem in problems)


def test_sixty_living_cells_stand_under_the_ward_and_one_was_merged() -> None:
    parents = {row.key: row.parent for row in DEMO.organizations}

    def is_under_ward(key: str | None) -> bool:
        while key is not None:
            if key == "dang-uy":
                return True
            key = parents[key]
        return False

    cells = [row for row in DEMO.organizations if row.type == "cell" and is_under_ward(row.key)]
    assert len([cell for cell in cells if cell.valid_to is None]) == 60
    ended = [cell.key for cell in cells if cell.valid_to is not None]
    assert ended == ["cb-ga-cu"]
    assert [(row.new, row.kind) for row in DEMO.successions if row.old == "cb-ga-cu"] == [("cb-dau-cau", "merge")]


def test_every_dissolved_body_has_a_successor_and_none_outlives_it() -> None:
    ends = {row.key: row.valid_to for row in DEMO.organizations}
    succeeded = {row.old for row in DEMO.successions}
    assert {key for key, end in ends.items() if end} <= succeeded
    for row in DEMO.successions:
        end = ends[row.old]
        assert end is not None
        assert (row.on - end).days == 1


def test_every_living_cell_has_one_secretary_today() -> None:
    today = [
        membership.organization
        for person in DEMO.people
        for membership in person.memberships
        if membership.role == "secretary" and (membership.ends_on is None or membership.ends_on >= TODAY)
    ]
    living = [
        row.key
        for row in DEMO.organizations
        if row.type == "cell" and row.valid_to is None and row.key.startswith("cb-")
    ]
    assert sorted(today) == sorted(living)


def test_every_role_has_an_account_to_show() -> None:
    shown = {m.role for person in DEMO.people if person.demo_account for m in person.memberships}
    assert shown == ROLES


def test_phones_cannot_belong_to_anybody() -> None:
    assert all(re.fullmatch(r"09000000\d\d", person.phone) for person in DEMO.people)
    assert all(person.email == "" or person.email.endswith(".example") for person in DEMO.people)


def test_forty_directives_of_all_forms() -> None:
    numbers = [row.number for row in DEMO.directives]
    assert len(numbers) == 40
    forms = {
        "party": r"\d{2,3}-[A-ZĐa-z]+/[A-ZĐ]+",
        "suffix": r"\d+[a-z]-CT/TU",
        "state": r"\d+/[A-ZĐ]+-[A-ZĐa-z]+",
        "unit": r"\d+/KH-BCA-C06",
        "state with year": r"\d+/2026/(NĐ-CP|TT-BNV|QĐ-UBND)",
        "assembly": r"\d+/2026/(QH16|UBTVQH16)",
        "front": r"\d+/KH-MTTQ-BTT",
        "bare": r"\d+",
        "none": r"",
    }
    for form, pattern in forms.items():
        assert any(re.fullmatch(pattern, number) for number in numbers), form
    assert all(date(2023, 1, 1) <= row.issued_on <= TODAY for row in DEMO.directives)
    recent = [row for row in DEMO.directives if row.issued_on >= date(2026, 3, 22)]
    assert len(recent) > 30


def test_every_kind_of_directive_is_a_kind_of_the_register() -> None:
    known = {kind.name for kind in kinds.KINDS}
    assert {row.kind for row in DEMO.directives} <= known


def test_directives_cite_each_other_by_number_and_date() -> None:
    texts = {row.key: fold(row.subject + " " + row.html) for row in DEMO.directives}
    cited = {
        (key, row.key)
        for row in DEMO.directives
        if row.number and not row.number.isdigit()
        for key, text in texts.items()
        if key != row.key
        and re.search(re.escape(fold(row.number)) + r", ngay " + row.issued_on.strftime("%d/%m/%Y").replace("/0", "/0?"), text)
    }  # fmt: skip
    assert len(cited) >= 15


def test_one_directive_is_cited_by_its_bare_number_and_one_by_its_date_alone() -> None:
    told = " ".join(text for _, text in passages(DEMO))
    assert "Thông báo số 76, ngày 20/10/2026" in told
    assert "Thư kêu gọi ngày 05/10/2026" in told


def test_deadlines_have_every_kind_of_precision_and_addressee() -> None:
    deadlines = [deadline for row in DEMO.directives for deadline in row.deadlines]
    assert {deadline.precision for deadline in deadlines} == {"day", "month", "quarter", "year"}
    assert {deadline.kind for deadline in deadlines} >= {"task", "target", "period", "event"}
    assert any(deadline.addressee.organization for deadline in deadlines)
    assert any(deadline.addressee.type for deadline in deadlines)
    assert any(deadline.addressee.printed for deadline in deadlines)


def test_a_deadline_of_one_day_stands_in_its_text_on_that_day() -> None:
    for row in DEMO.directives:
        for deadline in row.deadlines:
            if deadline.precision != "day":
                continue
            day = deadline.due_on
            printed = {f"{day:%d/%m/%Y}", f"{day.day:02d}/{day.month}/{day.year}", f"{day:%d/%m}/{day.year}"}
            assert any(form in row.html for form in printed), (row.key, deadline.text)


def test_thirty_activities_each_with_a_picture() -> None:
    assert len(DEMO.activities) == 30
    assert all(activity.pictures for activity in DEMO.activities)
    assert all(2 <= len(activity.body) <= 5 for activity in DEMO.activities)


def test_no_two_pictures_have_the_same_parameters_or_caption() -> None:
    drawn = [tuple(sorted(picture.scene.items())) for picture in pictures(DEMO)]
    captions = [picture.caption for picture in pictures(DEMO)]
    assert len(drawn) == len(set(drawn))
    assert len(captions) == len(set(captions))


def test_the_published_issue_is_as_long_as_a_real_one() -> None:
    issue = ISSUES["2026-11-binh-khe"]
    assert 6000 <= syllables(issue) <= 10000
    assert 10 <= issue_pictures(issue) <= 20
    assert len([entry for entry in issue.entries if entry.parent]) in range(6, 9)
    assert {entry.kind for entry in issue.entries} == {"directive", "topic", "appeal", "news_group", "news"}


@pytest.mark.parametrize("key", ["2024-12-van-khe", "2026-11-van-linh"])
def test_the_smaller_issues_are_whole(key: str) -> None:
    issue = ISSUES[key]
    assert issue.state == "published"
    assert syllables(issue) > 1300
    assert issue_pictures(issue) >= 4


def test_the_issue_in_work_has_unused_material() -> None:
    issue = ISSUES["2026-12-binh-khe"]
    assert issue.state == "working"
    assert issue.unused_directives
    assert issue.unused_activities


def test_the_readers_aids_stand_with_the_directives_of_the_published_issue() -> None:
    for entry in ISSUES["2026-11-binh-khe"].entries:
        assert entry.short_title
        assert len(entry.gist) <= 3
        if entry.kind in {"directive", "topic", "appeal"}:
            assert entry.gist, entry.key
            assert entry.cell_tasks, entry.key
            assert entry.questions, entry.key


@pytest.mark.parametrize(("place", "body"), list(bodies(DEMO)), ids=lambda value: str(value)[:40])
def test_every_text_keeps_to_the_vocabulary_of_blocks(place: str, body: tuple[str, ...]) -> None:
    checker = VocabularyChecker()
    for block in body:
        checker.feed(block)
        assert checker.open_tags == [], f"{place}: a block is left open"
    checker.close()
    assert checker.faults == []


def test_no_sentence_of_eight_words_stands_twice() -> None:
    seen: dict[str, str] = {}
    repeats = []
    for place, text in passages(DEMO):
        for sentence in re.split(r"(?<=[.!?;…])\s+", squeeze(text)):
            key = exact_key(sentence).strip(".!?;:… ")
            if len(key.split()) < 8:
                continue
            if key in seen:
                repeats.append(f"{seen[key]} = {place}: {sentence}")
            seen[key] = place
    assert repeats == []


def test_every_text_is_nfc_with_paired_quotation_marks() -> None:
    for place, text in passages(DEMO):
        assert unicodedata.is_normalized("NFC", text), place
        assert '"' not in text, place
        assert text.count("“") == text.count("”"), place
    assert "bạn đọc" not in " ".join(text for _, text in passages(DEMO))
