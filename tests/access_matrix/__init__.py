"""Who gets what answer at which address: one table an app, checked by tests/test_access_matrix.py.

How to add a page: one row in ``tests/access_matrix/<app>.py``, keyed by the URL name::

    TABLE = {
        "documents:bulletin_read": Row(
            kwargs=lambda world: {"token": world.edition.token},
            get="* 200; outsider other_desk former 404",
        ),
        "organizations:sign_out": Row(post="* 302"),
    }

``get`` and ``post`` are rules "roles status" separated by ";", later ones win; ``*`` is every signed-in role. A method
that is not given must answer 405. Anonymous visitors must be led to the sign-in page unless a rule names ``anonymous``.
"302>/dia-chi/" instead of a status also says where a redirect leads, "404|405" allows two. A second row of the same
address gets a word after "#": "documents:bulletin_read#withdrawn". PUT, PATCH and DELETE must never be answered.
An address of the project that is in no table fails the test.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.access_matrix.world import World

# All of them belong to one ward (see world.py) except the last four.
ROLES = (
    "secretary",  # of the cell
    "deputy",  # of the cell
    "heir",  # secretary of a cell that took the cell over which stood beside it; that one received the issue, this one did not
    "coordinator",  # at the base above the cell
    "clerk",  # at the ward committee
    "editor",
    "approver",
    "administrator",
    "superuser",  # the emergency account
    "outsider",  # secretary of a cell of another ward
    "other_desk",  # editor, approver and administrator of that other ward
    "former",  # secretary of the cell until yesterday
    "upper_desk",  # editor, approver and administrator of the province above, a publisher too
)
# Where a row does not name the first, it is answered as the second is: their answers differ only where deliveries, lineage or
# what lies below one's own body decide.
LIKE = {"heir": "secretary", "upper_desk": "other_desk"}
ANONYMOUS = "anonymous"
SIGN_IN = "302>/dang-nhap/"


def _nothing(world: "World") -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """What one address answers. ``data`` is the form sent by POST, ``query`` is added to the address."""

    get: str = ""
    post: str = ""
    kwargs: "Callable[[World], dict[str, Any]]" = field(default=_nothing)
    data: "Callable[[World], dict[str, Any]]" = field(default=_nothing)
    query: str = ""

    def expected(self, method: str, role: str) -> str:
        rules = self.get if method == "GET" else self.post
        if role in LIKE and role not in rules.replace(";", " ").split():
            role = LIKE[role]
        answer = (SIGN_IN if rules else f"{SIGN_IN}|405") if role == ANONYMOUS else "405"
        for rule in filter(None, (part.strip() for part in rules.split(";"))):
            *roles, status = rule.split()
            unknown = set(roles) - {*ROLES, ANONYMOUS, "*"}
            if unknown or not roles:
                raise ValueError(f"{rule!r}: unknown role {sorted(unknown)}")
            if role in roles or ("*" in roles and role != ANONYMOUS):
                answer = status
        return answer
