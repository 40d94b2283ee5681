"""One change of the tree, or of who took over from whom, at a time."""

from organizations.models import Organization


def hold_tree() -> None:
    """Wait for whoever is changing the tree, and keep others waiting until the transaction ends.

    Paths and the lineage are computed from the rows around: of two who compute at the same moment, neither sees what the other
    writes. A move would leave behind what is entered below it meanwhile. Asked for before any body is locked. The roots are the
    lock; rows may go on pointing at them. SQLite has one writer at a time anyhow.
    """
    list(
        Organization.objects.filter(depth=1).select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True)
    )
