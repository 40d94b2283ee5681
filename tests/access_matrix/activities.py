"""News and pictures."""

from tests.access_matrix import Row

# The picture stands in an issue that the ward delivered to the cell and its base.
TABLE: dict[str, Row] = {
    "activities:picture_file": Row(
        kwargs=lambda world: {"pk": world.picture.pk}, get="* 200; outsider other_desk former 404"
    ),
}
