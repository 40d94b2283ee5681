"""Sign-in, one's own account, and the office's pages of cells and officers. Rows of sessions and machines are another
person's here: nobody may touch them."""

from typing import Any

from organizations.models import Membership
from organizations.roles import Role
from tests.access_matrix import Row
from tests.access_matrix.world import World
from tests.builders import make_user


def _other_session(world: World) -> dict[str, int]:
    from organizations.signin.models import OpenSession

    row = world.made.get("session") or OpenSession.objects.create(
        user=world.people["former"], session_key="k" * 32, way=OpenSession.Way.PASSWORD
    )
    world.made["session"] = row
    return {"pk": row.pk}


# Who looks after cells, anywhere.
OFFICE = "* 403; coordinator administrator superuser other_desk"
ADMINISTRATORS = "* 403; administrator superuser other_desk"


def _cell(world: World) -> dict[str, Any]:
    return {"key": world.cell.pk}


def _proposed(world: World) -> dict[str, Any]:
    """A deputy of the cell whom somebody named and nobody confirmed."""
    if "proposed" not in world.made:
        world.made["proposed"] = Membership.objects.create(
            user=make_user("matrix.proposed"),
            organization=world.cell,
            role=Role.DEPUTY,
            state=Membership.State.PROPOSED,
        )
    return {"key": world.made["proposed"].pk}


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
    # Signed in long ago, as here: the secret is shown once the person has proved who is there.
    "organizations:second_factor_qr": Row(get="* 404"),
    "organizations:recovery_codes": Row(post="* 302>/tai-khoan/xac-thuc-hai-lop/"),
    "organizations:second_factor_remove": Row(post="* 302>/tai-khoan/xac-thuc-hai-lop/"),
    "organizations:desk_lock": Row(post="* 200"),
    "organizations:desk_here": Row(post="* 200"),
    "organizations:desk_unlock": Row(post="* 302>/"),
    "organizations:people_list": Row(get=f"{OFFICE} 200"),
    "organizations:slip_print": Row(get=f"{OFFICE} 302>/to-chuc/", post=f"{OFFICE} 302>/to-chuc/"),
    "organizations:slip_print#of the cell": Row(
        get=f"{OFFICE} 302>/to-chuc/",
        post="* 403; coordinator administrator superuser upper_desk 200; other_desk 302>/to-chuc/",
        data=lambda world: {"nguoi": world.people["deputy"].pk},
    ),
    "organizations:account_reopen": Row(
        post=f"{OFFICE} 302>/to-chuc/", data=lambda world: {"nguoi": world.people["deputy"].pk}
    ),
    "organizations:cell_import": Row(get=f"{ADMINISTRATORS} 200", post=f"{ADMINISTRATORS} 200"),
    "organizations:cell_template_xlsx": Row(get=f"{ADMINISTRATORS} 200"),
    "organizations:membership_review": Row(get=f"{ADMINISTRATORS} 200", post=f"{ADMINISTRATORS} 302>/to-chuc/ra-soat/"),
    "organizations:person_reach": Row(
        kwargs=lambda world: {"key": world.people["secretary"].pk},
        get="* 404; secretary administrator superuser upper_desk 200; heir 404",
    ),
    "organizations:secretary_change": Row(
        kwargs=_cell,
        get="* 403; administrator superuser upper_desk 200; other_desk 404",
        post="* 403; administrator superuser upper_desk 200; other_desk 404",
    ),
    "organizations:deputy_propose": Row(
        kwargs=_cell, get="* 404; secretary 200; heir 404", post="* 404; secretary 200; heir 404"
    ),
    "organizations:deputy_noted": Row(kwargs=_cell, post="* 404; secretary 302>/to-chuc/; heir 404"),
    "organizations:deputy_withdraw": Row(kwargs=_proposed, post="* 404; secretary 302>/to-chuc/; heir 404"),
    "organizations:deputy_answer": Row(
        kwargs=_proposed, post="* 403; coordinator administrator superuser upper_desk 302>/to-chuc/; other_desk 404"
    ),
    "organizations:body_change": Row(
        kwargs=_cell,
        get="* 403; administrator superuser upper_desk 200; other_desk 404",
        post="* 403; administrator superuser upper_desk 200; other_desk 404",
    ),
}
