"""The content of an issue as JSON: frozen in an edition, opened years later."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from documents.rendering.content import SCHEMA, content_sha256, from_json, to_json
from tests.documents.issues import Pictures, entry, issue, paragraph, whole_issue


def test_a_whole_issue_comes_back_from_its_json(tmp_path: Path) -> None:
    content = whole_issue(Pictures(tmp_path))
    assert from_json(json.loads(json.dumps(to_json(content)))) == content


def test_fields_of_a_later_version_are_passed_over() -> None:
    content = issue(entry("1", "Mục", paragraph("chữ")))
    data = json.loads(json.dumps(to_json(content)))

    def add_to_all(node: Any) -> None:
        if isinstance(node, dict):
            for value in list(node.values()):
                add_to_all(value)
            node["later"] = {"x": 1}
        elif isinstance(node, list):
            for value in node:
                add_to_all(value)

    add_to_all(data)
    assert from_json(data) == content


def test_what_stands_at_its_default_is_left_out() -> None:
    (row,) = to_json(issue(entry("1", "Mục", paragraph("chữ"))))["entries"]
    assert row["blocks"] == [{"kind": "paragraph", "runs": [{"text": "chữ"}]}]
    assert "schema" not in row


def test_the_schema_is_read_from_old_and_new_rows() -> None:
    data = to_json(issue())
    assert from_json(data).schema == SCHEMA
    assert from_json({**data, "schema": 1}).schema == 1


def test_the_digest_tells_contents_apart_and_nothing_else() -> None:
    content = issue(entry("1", "Mục", paragraph("chữ")))
    assert content_sha256(content) == content_sha256(from_json(to_json(content)))
    others = [
        replace(content, token="ABCDE23456"),
        issue(entry("1", "Mục", paragraph("chữ "))),
        issue(entry("1", "Mục khác", paragraph("chữ"))),
    ]
    assert len({content_sha256(one) for one in (content, *others)}) == 4
