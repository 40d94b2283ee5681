"""What an entry is, by the words of its heading: directive, appeal, news group or topic."""

import re

from cadre_portal.text import fold
from directives.wrapped.headings import DIRECTIVE, cites_document

APPEAL = re.compile(r"^[\"“'(]*(?:loi keu goi|thu keu goi|thu ngo|thu chuc|thu gui|loi chuc|thu cua)\b")
NEWS = re.compile(
    r"""^[\"“'(]*(?:muc\s+|phan\s+|chuyen\ muc\s+)?(?:
        tin\ (?:tuc|van|hoat|trong|thoi|noi|dia|ngan|dang|bai|tu|co\ so|cac|cua|the\ thao|thang|the\ gioi|quoc\ te|van\ hoa|kinh\ te)\b
      | tin\s*:?\s*$
      | (?:diem|ban|thong)\ tin\s*(?:$|:|[-–]|\ (?:hoat\ dong|noi\ bat|thoi\ su|tinh|tu|trong|thang|dia|su\ kien|mot\ so|ket\ qua|chung|noi\ bo|tong\ hop))
      | (?:mot\ so\ |cac\ )?(?:hoat\ dong|su\ kien)\ (?:noi\ bat|trong\ thang|thang|cua|tai|dia\ phuong|xay\ dung|chinh\ tri)
      | tinh\ hinh\ thoi\ su | thoi\ su\ (?:trong|quoc|the|noi|tong)
      | trong\ tinh$ | trong\ nuoc$ | quoc\ te$ | the\ gioi$
    )""",
    re.VERBOSE,
)


def entry_kind(heading: str, *, inside_news: bool) -> str:
    """Return directive, appeal, news_group, topic or (``inside_news``) news for a heading without its number."""
    text = fold(heading)
    if APPEAL.match(text):
        return "appeal"
    if cites_document(text):
        return "directive"
    if inside_news:
        return "news"
    return "news_group" if NEWS.match(text) else "topic"


def names_kind_only(folded: str) -> bool:
    """Whether a folded heading is the kind of a document and nothing more: "KẾ HOẠCH"."""
    match = DIRECTIVE.match(folded)
    return match is not None and not match.group("rest").strip(" :.")
