"""How long a heading may be: what is longer is a text pasted into the wrong box."""

from documents.services.states import NotReady

# Three times the longest name of a directive that a register is likely to hold.
HEADING_LIMIT = 1000


class HeadingTooLong(NotReady):
    """The heading is no heading."""


def heading_problem(heading: str) -> str:
    """What is wrong with the length of a heading, in a sentence; "" for nothing."""
    if len(heading) <= HEADING_LIMIT:
        return ""
    length, most = (f"{number:,}".replace(",", ".") for number in (len(heading), HEADING_LIMIT))
    return f"Tiêu đề dài {length} ký tự, nhiều nhất {most}. Đồng chí để phần dài ở ô Nội dung."


def require_heading(heading: str) -> None:
    """Raises HeadingTooLong."""
    if problem := heading_problem(heading):
        raise HeadingTooLong([problem])
