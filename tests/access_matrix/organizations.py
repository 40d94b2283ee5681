"""Sign-in and one's own account. Rows of sessions and machines are another person's here: nobody may touch them."""

from tests.access_matrix import Row
from tests.access_matrix.world import World


def _other_session(world: World) -> dict[str, int]:
    from organizations.signin.models import OpenSession

    row = world.made.get("session") or OpenSession.objects.create(
        user=world.people["former"], session_key="k" * 32, way=OpenSession.Way.PASSWORD
    )
    world.made["session"] = row
    return {"pk": row.pk}


TABLE: dict[str, Row] = {
    "organizations:sign_in": Row(get="anonymous 200; * 302>/", post="anonymous 200; * 302>/"),
    "organizations:second_step": Row(
        get="anonymous 302>/dang-nhap/; * 302>/", post="anonymous 302>/dang-nhap/; * 302>/"
    ),
    "organizations:welcome": Row(get="* 200", post="* 200"),
    "organizations:sign_out": Row(post="* 302>/dang-nhap/"),
    "organizations:account": Row(get="* 200"),
    "organizations:password_change": Row(get="* 200", post="* 200"),
    "organizations:machines": Row(get="* 200"),
    "organizations:session_end": Row(kwargs=_other_session, post="* 404; former 302>/tai-khoan/may-va-phien/"),
    "organizations:device_forget": Row(kwargs=lambda world: {"pk": 987654321}, post="* 404"),
    "organizations:sign_out_everywhere": Row(post="* 302>/dang-nhap/"),
    "organizations:second_factor": Row(get="* 200", post="* 200"),
    "organizations:second_factor_qr": Row(get="* 200"),
    "organizations:recovery_codes": Row(post="* 302>/tai-khoan/xac-thuc-hai-lop/"),
    "organizations:second_factor_remove": Row(post="* 302>/tai-khoan/xac-thuc-hai-lop/"),
    "organizations:desk_lock": Row(post="* 200"),
    "organizations:desk_here": Row(post="* 200"),
    "organizations:desk_unlock": Row(post="* 302>/"),
}
