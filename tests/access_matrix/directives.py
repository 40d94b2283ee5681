"""The register."""

from tests.access_matrix import Row

TABLE: dict[str, Row] = {}
