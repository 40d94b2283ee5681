"""What is asked instead where nothing was found."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cadre_portal.text import words
from directives.search.query import Group, Question
from directives.search.query.kinding import CONSONANT_KINDS
from directives.search.tiers import is_own_abbreviation
from directives.search.times import Period
from organizations.models import Organization

NO_SUCH_NUMBER = "Không có văn bản mang số này; đây là văn bản có các từ đã gõ."


def other_readings(question: Question, *, loose: bool, cited: bool = False) -> Iterator[tuple[Question, str]]:
    """How else a question can be read whose finds, if any, do not have all its words: the time is words of the title ("ct 08 … mùa
    đông"), the number is cited in it ("kh sơ kết nq 14"), it is of another body, or, where the finds lack a word
    (``loose``), of another time. ``cited``: what bears the number has little else of what was asked."""
    if not question.groups:
        return
    if question.has_number and question.period is not None:
        timed = tuple(Group(((word,),), ((word,),)) for word in question.period_words)
        chips = tuple(chip for chip in question.chips if chip.slug != "thoi_gian")
        yield replace(question, period=None, groups=(*question.groups, *timed), chips=chips), ""
    if question.level_bodies:
        yield _level_as_words(question), ""
    if question.signers:
        yield _signer_as_words(question), ""
    if question.as_words is not None:
        yield question.as_words, ""
        if cited and question.as_words.kinds and question.as_words.kind_words is not None:
            # "sơ kết nq 14 thành ủy": the number and its kind stand in the title of another.
            yield _kind_as_words(question.as_words), ""
    if question.kinds and question.kind_words is not None and not question.has_number:
        # "sơ kết nq chỉnh trang": the kind stands in the title of a document of another kind.
        yield _kind_as_words(question), ""
    heir = _heir(question.agency) if question.agency is not None and question.agency.valid_to is not None else None
    if question.agency is not None and heir is None:
        yield replace(question, agency=None), _other_bodies(question.agency)
    if question.period is not None and loose and not question.period.is_soft:
        none = f"Không có văn bản nào khớp đủ trong {question.period.label}; đây là kết quả của mọi thời gian."
        yield replace(question, period=None), none


def _kind_as_words(question: Question) -> Question:
    """The kind as words of the title."""
    if question.kind_words is None:
        return question
    names = tuple(tuple(words(kind.name)) for kind in question.kinds)
    named = Group((*question.kind_words.folded, *names), (*question.kind_words.exact, *names))
    chips = tuple(chip for chip in question.chips if chip.slug != "loai")
    return replace(question, kinds=(), groups=(named, *question.groups), chips=chips)


def _other_bodies(agency: Organization) -> str:
    return f"Không có văn bản khớp của {agency.label}; đây là kết quả của mọi cơ quan."


def looser_questions(question: Question) -> list[tuple[Question, str]]:
    """What to ask instead where nothing was found, the nearest first, each with a word on what was let go."""
    steps: list[tuple[Question, str]] = []
    asked, agency = question, question.agency
    period = None if question.period is None or question.period.is_soft else question.period
    if question.agency is not None and question.as_words is not None and len(question.groups) > 1:
        # "Kế hoạch tỉnh ủy 12 lớp bồi dưỡng": a figure that counts something, before the number of another body.
        steps.append((question.as_words, NO_SUCH_NUMBER))
    if question.has_organ:
        # "86 kh mttq" for 86/KH-MTTQ-BTT: the letters may go on.
        steps.append((replace(question, has_organ=False), ""))
    head, _, letters = question.number_key.partition("-")
    if "/" not in head and letters:
        # "168 ndcp", "168 nd" for 168/2026/NĐ-CP: the year is left out.
        # Letters of an organ ("502 btt") may be the end of them.
        piece = f"-{letters}" if letters.startswith(tuple(CONSONANT_KINDS)) else letters
        steps.append((replace(question, number_key="", organ=piece, organ_needed=True), ""))
    if question.organ_needed and question.as_words is not None:
        steps.append((question.as_words, ""))
    if question.groups and (question.kinds or agency is not None) and all(map(is_own_abbreviation, question.groups)):
        none = "Không văn bản nào khớp đủ lời tìm; đây là kết quả gần đúng."
        steps.append((replace(question, groups=()), none))
    says_more = bool(
        question.groups or question.has_number or question.signers or question.level_bodies or question.unnumbered
    )
    heir = _heir(agency) if agency is not None and agency.valid_to is not None else None
    if heir is not None and agency is not None:
        asked = replace(question, agency=heir)
        steps.append((asked, f"{agency.label} nay là {heir.label}; đây là kết quả của cả hai."))
    if question.kind_words is not None and question.groups and period is not None:
        # "Hướng dẫn nghĩa vụ quân sự" may be the beginning of a title, of that very time.
        steps.append((replace(asked, kinds=(), groups=(question.kind_words, *question.groups)), _other_kinds(question)))
    if period is not None and period.days and period.written is not None:
        # "27/7" may stand in a text as that day.
        chips = tuple(chip for chip in question.chips if chip.slug != "thoi_gian")
        said = Group(period.written.phrases, period.written.phrases)
        steps.append((replace(asked, period=None, groups=(*question.groups, said), chips=chips), ""))
    if period is not None and (says_more or agency is not None or question.kinds):
        none = f"Không có văn bản nào trong {period.label}; đây là kết quả của"
        for wider in filter(None, (_whole_month(period), _whole_year(period))):
            steps.append((replace(asked, period=wider), f"{none} cả {wider.label}."))
        steps.append((replace(asked, period=None), f"{none} mọi thời gian."))
    if question.kinds and says_more:
        none = _other_kinds(question).removesuffix(".")
        if question.kind_words is not None and question.groups:
            # "Thư viện" begins with a kind and means none.
            steps.append((replace(asked, kinds=(), groups=(question.kind_words, *question.groups)), f"{none}."))
        steps.append((replace(asked, kinds=()), f"{none}."))
        if period is not None:
            steps.append((replace(asked, kinds=(), period=None), f"{none}, mọi thời gian."))
    if agency is not None and says_more:
        without = replace(question, agency=None, period=None, kinds=())
        if period is not None or question.kinds:
            steps.append((replace(question, agency=None), _other_bodies(agency)))
        steps.append((without, _other_bodies(agency)))
    if question.level_bodies:
        none = f"Không có văn bản khớp của {question.level_label}; đây là kết quả của mọi cơ quan."
        steps.append((_level_as_words(question), none))
        if says_more and (question.groups or question.has_number):
            steps.append((replace(question, level_bodies=(), period=None, kinds=()), none))
    if question.signers and question.groups:
        none = f"Không có văn bản khớp do {question.signers[0] if len(question.signers) == 1 else 'người này'} ký; đây là kết quả gần đúng."
        steps.append((_signer_as_words(question), none))
        steps.append(
            (replace(question, groups=(), period=None, kinds=(), agency=None), none.replace("do", "đủ lời tìm do", 1))
        )
    if question.has_number and question.number_words:
        text = replace(question, number_key="", sequence=None, organ="")
        if question.as_words is not None:
            steps.append((question.as_words, NO_SUCH_NUMBER))
        if text.groups:
            steps.append((text, NO_SUCH_NUMBER))
    return steps


def _level_as_words(question: Question) -> Question:
    """The word of the level as one of the title."""
    chips = tuple(chip for chip in question.chips if chip.slug != "co_quan")
    group = Group((question.level_words,), (question.level_words,))
    return replace(question, level_bodies=(), groups=(*question.groups, group), chips=chips)


def _signer_as_words(question: Question) -> Question:
    """The name of the signer as that of a person in the title."""
    named = Group((question.signer_words,), (question.signer_words,))
    chips = tuple(chip for chip in question.chips if chip.slug != "nguoi_ky")
    return replace(question, signers=(), groups=(*question.groups, named), chips=chips)


def _other_kinds(question: Question) -> str:
    names = " hoặc ".join(kind.name for kind in question.kinds)
    return f"Không có {names} nào khớp; đây là kết quả của mọi loại văn bản."


def _heir(agency: Organization) -> Organization | None:
    """The body of today that took this one over, if there is just one."""
    heirs = list(Organization.objects.filter(lineage__predecessor=agency, valid_to__isnull=True)[:2])
    return heirs[0] if len(heirs) == 1 else None


def _whole_month(period: Period) -> Period | None:
    """The month around a part of it ("đầu tháng 10")."""
    first, last = period.first, period.last
    if first is None or last is None or not 1 <= (last - first).days < 20 or first.month != last.month:
        return None
    end = first.replace(day=monthrange(first.year, first.month)[1])
    return replace(period, label=f"tháng {first:%m/%Y}", first=first.replace(day=1), last=end, written=None)


def _whole_year(period: Period) -> Period | None:
    """The year around a shorter period; None of an open one, of years, or of one over New Year."""
    first, last = period.first, period.last
    if first is None or last is None or first.year != last.year or (last - first).days >= 364:
        return None
    first, last = date(first.year, 1, 1), date(first.year, 12, 31)
    return replace(period, label=f"năm {first.year}", first=first, last=last, written=None)
