"""Who signed: "ông Vi ký", "người ký Bích Vi", "do đồng chí … ký". The name is looked for among the signers of what the person may see."""

import re
from collections.abc import Iterator

from cadre_portal.text import words
from directives.models import Directive
from directives.search.index import exact_words
from directives.search.query.question import Chip
from directives.search.query.reader import Reader
from directives.search.statements import run
from organizations.models import User

_MOST_SIGNERS = 50
_LONGEST_NAME = 5
_HONOUR = r"(?:(?:nguyen|pho|quyen)\s+)*(?:ong|ba|d/c|dc|dong chi|anh|chi|bac|co|bi thu|chu tich|truong ban|giam doc|chanh van phong|thu truong|bo truong)"
# "Nhiệm kỳ", "định kỳ", "đăng ký"; "kỷ niệm", "kỷ luật", "ký kết".
_SIGNED = re.compile(
    r"(?<![a-z0-9])(?<!nhiem )(?<!dinh )(?<!dang )(?<!hoc )(?<!thoi )(?<!chu )(?<!nguoi )(?:da\s+)?k[yi](?:\s+(?:ten|ban hanh|nhay))?(?![a-z0-9])"
    r"(?!\s+(?:niem|luat|ket|hop|thi|nang|su|so|hieu|boi)(?![a-z0-9]))"
)
_SIGNER = re.compile(rf"(?<![a-z0-9])(?:nguoi ky|ky boi|chu ky(?: cua)?|do nguoi)\s*:?\s*(?:la\s+)?(?:{_HONOUR}\s+)?")
# Without "ký" only these, for "chi" is "chi bộ" too; "bà" only as it is spelt.
_HONOURED = re.compile(r"(?<![a-z0-9])(?P<honour>ong|ba|dong chi|d/c)\s+(?=[a-z])")
_HONOURS = {"ông", "bà", "đồng chí", "đ/c", "ong", "dong chi", "d/c"}
_LEAD = re.compile(rf"(?:(?<![a-z0-9])(?:do|cua|duoc|boi|{_HONOUR})\s+)+$")
_NAME = re.compile(r"[a-z]+")
_NEXT_NAME = re.compile(r"\s*([a-z]+)(?![a-z0-9])")
_NAMES_ONLY = re.compile(r"[a-z ]*")


# Each signer once, from one to the next by the index: to read who has signed each document of a long register takes as long as ten
# searches.
_SIGNERS = """
    WITH RECURSIVE signers(name) AS (
        SELECT MIN(signer) FROM directives_directive WHERE signer > ''
        UNION ALL
        SELECT (SELECT MIN(d.signer) FROM directives_directive d WHERE d.signer > s.name) FROM signers s WHERE s.name IS NOT NULL
    ) SELECT name FROM signers WHERE name IS NOT NULL
"""


def _seen(signers: list[str], user: User) -> list[str]:
    """Those of the signers who have signed something that the person may see."""
    if not signers:
        return []
    rows = Directive.objects.visible_to(user).registered().filter(signer__in=signers)
    return list(rows.order_by().values_list("signer", flat=True).distinct())


def take_signers(reader: Reader) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The signers whose name is said, as the register spells them, and the words of the name; () where nobody is. A query, and only
    where the question speaks of a signer; another where somebody is called so."""
    if "nguoi_ky" in reader.removed:
        return (), ()
    candidates = list(_candidates(reader))
    if not candidates:
        return (), ()
    known = [(signer, words(signer)) for (signer,) in run(_SIGNERS, ())]
    for name_start, name_end, start, end in candidates:
        name = words(reader.text[name_start:name_end])
        called = _seen([signer for signer, parts in known if _is_called(parts, name)], reader.user)
        spelt = exact_words(reader.text[name_start:name_end])
        called = [signer for signer in called if set(spelt) <= set(exact_words(signer))] or called
        if called and len(called) <= _MOST_SIGNERS:
            typed = reader.text[name_start:name_end].strip()
            reader.take(start, end)
            reader.chips.append(Chip("nguoi_ky", f"người ký {called[0] if len(called) == 1 else typed.title()}"))
            return tuple(sorted(called)), tuple(name)
    return (), ()


def _is_called(parts: list[str], name: list[str]) -> bool:
    """Whether a person with these names is called so: by the last ones, or by two or more in a row."""
    if len(name) == 1:
        return parts[-1:] == name
    return any(parts[at : at + len(name)] == name for at in range(len(parts) - len(name) + 1))


def _candidates(reader: Reader) -> Iterator[tuple[int, int, int, int]]:
    """Where a name may stand and what is taken with it, the longest first."""
    folded = reader.folded
    for signed in _SIGNED.finditer(folded):
        typed = exact_words(reader.text[signed.start() : signed.end()])
        if reader.spelt and not {"ký", "ky", "kí"} & set(typed):
            continue
        before = list(_NAME.finditer(folded[: signed.start()]))[-_LONGEST_NAME:]
        before = [name for name in before if _NAMES_ONLY.fullmatch(folded, name.end(), signed.start())]
        for name in before:
            lead = _LEAD.search(folded[: name.start()])
            yield name.start(), signed.start(), lead.start() if lead else name.start(), signed.end()
    for pattern, fewest in ((_SIGNER, 1), (_HONOURED, 2)):
        for lead in pattern.finditer(folded):
            if fewest > 1 and reader.text[slice(*lead.span("honour"))].lower() not in _HONOURS:
                continue
            names: list[re.Match[str]] = []
            end = lead.end()
            while len(names) < _LONGEST_NAME and (following := _NEXT_NAME.match(folded, end)):
                names.append(following)
                end = following.end()
            outer = _LEAD.search(folded[: lead.end()]) if fewest > 1 else None
            start = min(lead.start(), outer.start()) if outer else lead.start()
            for count in range(len(names), fewest - 1, -1):
                yield names[0].start(1), names[count - 1].end(), start, names[count - 1].end()
