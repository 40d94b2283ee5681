"""Static files are addressed by their digest, and each address is put together once."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from cadre_portal.static_files import KeptAddressesStorage


def test_an_address_carries_the_digest_and_is_made_once(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = False
    settings.STATIC_ROOT = tmp_path
    made = KeptAddressesStorage(location=tmp_path, base_url="/static/")
    made.save("trang.css", ContentFile(b"p { margin: 0 }"))
    assert all(not isinstance(done, Exception) for _, _, done in made.post_process({"trang.css": (made, "trang.css")}))

    served = KeptAddressesStorage(location=tmp_path, base_url="/static/")
    address = served.url("trang.css")
    assert address.startswith("/static/trang.")
    assert address != "/static/trang.css"
    assert (tmp_path / address.removeprefix("/static/")).is_file()
    monkeypatch.setattr(KeptAddressesStorage, "_url", None)
    assert served.url("trang.css") == address


def test_a_file_that_is_not_there_is_refused_every_time(tmp_path: Path, settings: Settings) -> None:
    settings.DEBUG = False
    served = KeptAddressesStorage(location=tmp_path, base_url="/static/")
    for _ in range(2):
        with pytest.raises(ValueError, match=r"khong-co\.css"):
            served.url("khong-co.css")
