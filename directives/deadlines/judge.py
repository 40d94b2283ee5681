"""Whether words of time in a clause are a deadline, and of which kind."""

import enum
import re
from dataclasses import dataclass
from datetime import date

from directives.deadlines.clause import Clause, shown
from directives.deadlines.days import Precision, resolve
from directives.deadlines.model import DeadlineKind, FoundDeadline
from directives.deadlines.words import (
    BINDING,
    CUTOFF,
    DONE_IN_MONTHS,
    DONE_IN_YEAR,
    HEADING,
    ITEM_SIGNS,
    LISTED_BELOW,
    MARKER,
    NUMBERED_PAPER,
    ONLY_TIME,
    PAST,
    PLAN_NAME,
    PROMISED_AFTER,
    REGULARLY,
    SET_OUT,
    TAKES_PLACE,
    WHICH,
    YEARLY,
)


class Form(enum.Enum):
    """How a time is printed: from … to …, after a word that leads it, by itself behind a colon, or at the head of what is
    to be done ("Năm 2027, hoàn thành …", "Quý I/2026: …"), or directly behind a step of a work ("khởi công tháng 6/2026")."""

    PERIOD = enum.auto()
    POINT = enum.auto()
    ALONE = enum.auto()
    LABEL = enum.auto()
    STEP = enum.auto()


_LAST_DAY = (
    "trước",
    "chậm",
    "muộn",
    "trễ",
    "không",
    "quá",
    "hạn",
    "thời hạn",
    "hết",
    "xong",
    "cho đến",
    "kéo dài",
    "kết thúc",
)
_LAST_ORDERS = ("trước", "chậm", "muộn", "trễ", "hạn", "thời hạn", "xong")
_WITHIN = ("trong", "ngay trong", "vào")
# Behind a time with so few words nothing is said of what is to be done then.
_FEW = 4
_YEAR = re.compile(r"20\d\d")
# How far back what bears on a time is looked for.
_NEAR = 260
# "đã khởi công tháng 6": done, though the month is not over.
_DONE_STEP = re.compile(r"(?<!\w)(?:đã|vừa)(?!\w)[^,]*$")


@dataclass(frozen=True, slots=True)
class Days:
    """The days a text is read against: of the publication, and from which on orders in it count."""

    issued_on: date | None
    orders_from: date | None


@dataclass(frozen=True, slots=True)
class Time:
    """Words of time in a clause and what stands around them.

    ``lead``: the word that leads them ("trước", "trong"), one for its variants; ``due``: the last day, ``starts_on``: the first of
    a period; ``is_ahead``: they lie wholly in the future.
    """

    match: re.Match[str]
    form: Form
    lead: str
    before: str
    after: str
    due: date
    precision: Precision
    starts_on: date | None
    is_ahead: bool
    is_later_year: bool

    @property
    def is_period(self) -> bool:
        return self.form is Form.PERIOD

    @property
    def near(self) -> str:
        """What stands so near before them that it bears on them."""
        return self.before[-_NEAR:]

    @property
    def is_goal(self) -> bool:
        return not self.lead and self.form in {Form.POINT, Form.LABEL}

    @property
    def is_last_day(self) -> bool:
        return self.lead.startswith(_LAST_DAY)

    @property
    def is_strong(self) -> bool:
        """Tell whether the words bind by themselves, whatever verb stands with them."""
        return self.is_period or self.is_goal or self.is_last_day or self.lead.startswith(("đến", "tầm nhìn", "cuối"))

    @property
    def opens(self) -> bool:
        return not MARKER.sub("", self.before).strip(" \t" + ITEM_SIGNS)


def _time_of(clause: Clause, match: re.Match[str], last: tuple[date, Precision], days: Days, form: Form) -> Time:
    due, precision = last
    issued_on = days.issued_on
    lead = " ".join((match.groupdict().get("lead") or "").split())
    if lead.startswith("tới"):
        lead = lead.replace("tới", "đến")
    elif "sinh hoạt" in lead or lead == "sang":
        lead = "trong"  # "trong kỳ sinh hoạt chi bộ tháng 6", "sang quý II"
    return Time(
        match=match,
        form=form,
        lead=lead,
        before=clause.words[: match.start()],
        after=clause.words[match.end() :],
        due=due,
        precision=precision,
        starts_on=_start(match, due, issued_on) if form is Form.PERIOD else None,
        is_ahead=_is_ahead(match, due, precision, issued_on),
        is_later_year=issued_on is not None and due.year > issued_on.year,
    )


def judge(
    clause: Clause, match: re.Match[str], last: tuple[date, Precision], days: Days, form: Form
) -> FoundDeadline | None:
    """Decide whether words of time are a deadline, and of which kind."""
    time = _time_of(clause, match, last, days, form)
    heading = bool(HEADING.match(clause.words)) or clause.words.strip(" " + ITEM_SIGNS).startswith("tầm nhìn")
    if _is_over(clause, time, days) or _says_else(time) or _names_plan(time, heading=heading):
        return None
    if not heading and not (_has_duty(clause, time, days) and _binds(clause, time, days)):
        return None
    at = clause.begin
    if ONLY_TIME.fullmatch(time.before) and len(time.after.split()) <= _FEW:
        clause = clause.with_clause_before()
    kind = _kind(clause, time.lead, time.precision, period=time.is_period, heading=heading)
    if kind is DeadlineKind.EVENT and days.issued_on is None:
        return None
    # "Đến năm 2030, 100% tổ dân phố có …": the share is what is measured, and nobody is told to do anything.
    measured = kind is DeadlineKind.TARGET and clause.who.startswith("100%")
    words = next((name for name in ("step", "span") if name in match.groupdict()), 0)
    return FoundDeadline(
        kind=kind,
        text=shown(clause, with_next=bool(HEADING.match(clause.words))),
        who="" if measured else clause.who,
        starts_on=time.starts_on,
        due_on=time.due,
        precision=time.precision,
        sentence=clause.sentence,
        start=at + match.start(words),
        end=at + match.end(words),
    )


def _is_over(clause: Clause, time: Time, days: Days) -> bool:
    """Tell whether the time lies behind, so that the text tells what was."""
    if time.form is Form.LABEL and not time.is_ahead:
        return True
    if time.opens and NUMBERED_PAPER.search(time.after):
        return True
    if time.form is Form.STEP and days.issued_on is None:
        return True
    if days.issued_on is None or time.due > days.issued_on:
        return False
    if time.due == days.issued_on:
        # News of the day: "trong hai ngày 19 và 20/5 … đã tổ chức".
        return not time.is_last_day and clause.has_past
    first_day = time.starts_on if time.is_period else time.due
    in_time = days.orders_from is not None and first_day is not None and first_day >= days.orders_from
    ordered = (
        time.lead.startswith(("trước", "chậm", "muộn", "trễ", "xong"))
        and time.precision is Precision.DAY
        and clause.has_task
    )
    return not (in_time and (time.is_period or ordered)) or clause.has_past


def _says_else(time: Time) -> bool:
    """Tell whether the time closes an account, names a term of office, says which things are meant, or recurs."""
    cutoff = CUTOFF.search(time.near)
    # "tính đến ngày …" closes an account; "đánh giá trước ngày …" sets a day.
    if (
        cutoff
        and not time.lead.startswith(_LAST_ORDERS)
        and not (time.lead == "trong" and cutoff[0].startswith("đánh"))
    ):
        return True
    # "sơ kết giữa nhiệm kỳ vào năm 2028" is no term of office.
    if not time.lead.startswith("vào") and re.search(r"nhiệm\s+kỳ[^,]{0,12}$", time.near):
        return True
    if time.lead.startswith(("trước", "đến")) and WHICH.search(time.near):
        return True
    in_month = time.lead in _WITHIN and time.precision is Precision.MONTH
    if in_month and (TAKES_PLACE.search(time.near) or LISTED_BELOW.search(time.after)):
        return True
    is_day = time.precision is Precision.DAY and not time.is_period
    if is_day and not _YEAR.search(time.match[0]) and REGULARLY.search(time.near):
        return True
    if time.is_period and re.match(r"\s*(?:đã|là\s+thời\s+gian)", time.after):
        return True
    return YEARLY.match(time.after) is not None


def _names_plan(time: Time, *, heading: bool) -> bool:
    """Tell whether a year belongs to the name of a plan: "Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050"."""
    if heading or time.is_goal or time.precision is not Precision.YEAR or time.lead.startswith((*_LAST_DAY, "vào")):
        return False
    return PLAN_NAME.search(time.near) is not None and PROMISED_AFTER.match(time.after) is None


def _has_duty(clause: Clause, time: Time, days: Days) -> bool:
    """Tell whether something is to be done or reached by that time."""
    return (
        time.is_period
        or (time.is_last_day and time.precision is Precision.DAY and days.issued_on is not None)
        or clause.has_task
        or clause.has_goal
        or time.form in {Form.LABEL, Form.STEP}
        or (time.lead in _WITHIN and time.precision is not Precision.YEAR and (bool(clause.who) or time.is_ahead))
        or (time.form is Form.ALONE and days.issued_on is not None)
        or (time.lead.startswith("đến") and time.opens and re.match(r"\s*[,:]", time.after) is not None)
    )


def _binds(clause: Clause, time: Time, days: Days) -> bool:
    """Tell whether the time binds: no report of what was, no forecast, no "vào", "trong", "cuối" without a word of duty."""
    lead, near = time.lead, time.near
    if time.form is Form.STEP:
        return _DONE_STEP.search(time.before) is None
    set_out = [found.end() for found in SET_OUT.finditer(time.before)]
    if PAST.search(time.before[set_out[-1] :] if set_out else time.before[-60:]) and (
        days.issued_on is None or not time.is_strong or time.precision is Precision.YEAR
    ):
        return False
    if days.issued_on is None and not time.is_strong and PAST.search(time.near):
        return False
    if not time.is_strong and re.search(r"dự\s+báo|tình\s+hình", clause.words):
        return False
    if lead.startswith(("vào", "là")) and not clause.has_event:
        opens_goal = time.opens and clause.has_goal and time.is_later_year
        if lead == "là" or not (BINDING.search(near) or opens_goal):
            return False
    if lead == "cuối" and not BINDING.search(near) and not (time.opens and clause.has_task):
        return False
    if lead == "trong" and time.precision is Precision.YEAR and not DONE_IN_YEAR.search(clause.words):
        return False
    half = time.form is not Form.LABEL and time.match.groupdict().get("bh")
    if half and (clause.has_past or not DONE_IN_MONTHS.search(clause.words)):
        return False
    return not (lead == "trước" and re.search(r"(?:như|so\s+với|từ)\s+$", time.before))


def _start(match: re.Match[str], due: date, issued_on: date | None) -> date | None:
    """The first day of a period: "từ ngày 01 đến 15/10/2025" leaves month and year to the last day, "từ nay" means today."""
    bare = match.groupdict().get("abare")
    if bare:
        return due.replace(day=int(bare)) if 0 < int(bare) <= due.day else issued_on
    first = resolve(match, "a", issued_on, year=due.year, first=True)
    return first[0] if first else issued_on


def _is_ahead(match: re.Match[str], due: date, precision: Precision, issued_on: date | None) -> bool:
    """Tell whether a time at the head of a clause lies wholly ahead: within it, figures may as well be results."""
    if issued_on is None:
        return False
    first = resolve(match, "b", issued_on, year=due.year, first=True)
    return first is not None and first[0] > issued_on and (precision is not Precision.YEAR or due.year > issued_on.year)


def _kind(clause: Clause, lead: str, precision: Precision, *, period: bool, heading: bool) -> DeadlineKind:
    if clause.has_event and not lead.startswith(("trước", "chậm", "hạn")):
        return DeadlineKind.EVENT
    if period:
        return DeadlineKind.PERIOD
    if heading or (precision is Precision.YEAR and clause.has_goal):
        return DeadlineKind.TARGET
    return DeadlineKind.TASK
