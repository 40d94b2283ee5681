"""Sign-in and one's own account."""

from tests.access_matrix import Row

TABLE: dict[str, Row] = {
    "organizations:sign_in": Row(get="anonymous 200; * 302>/", post="anonymous 200; * 302>/"),
    "organizations:sign_out": Row(post="* 302>/dang-nhap/"),
    "organizations:account": Row(get="* 200"),
    "organizations:password_change": Row(get="* 200", post="* 200"),
}
