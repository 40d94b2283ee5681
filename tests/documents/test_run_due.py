"""The timer's command: every job gets its turn."""

import pytest
from django.core.management import CommandError, call_command

from documents.management.commands import run_due

pytestmark = pytest.mark.django_db


def test_every_job_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("run_due")

    assert capsys.readouterr().out.startswith("Đã gửi 0, không gửi được 0")


def test_a_job_that_fails_does_not_keep_the_others_from_their_turn(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    def fail() -> str:
        raise OSError("no connection")

    def work() -> str:
        done.append("later")
        return ""

    monkeypatch.setattr(run_due, "JOBS", {"gửi thư": fail, "dọn ảnh": work})

    with pytest.raises(CommandError, match="Chưa xong: gửi thư"):
        call_command("run_due")

    assert done == ["later"]
    assert "due job failed: gửi thư" in caplog.text
