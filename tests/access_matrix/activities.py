"""News and pictures."""

from tests.access_matrix import Row

TABLE: dict[str, Row] = {}
