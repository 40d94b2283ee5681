"""Addresses of the desk, below those of the issue in the admin."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from documents.admin.desk import entry, outline, page, photos, pool, preview, raw, raw_upload, word

ISSUE = "<int:pk>/bien-tap/"
RAW = ISSUE + "tu-lieu/<int:raw>/"
ENTRY = ISSUE + "muc/<int:entry>/"


def desk_urls(view: Callable[..., Any]) -> list[URLPattern]:
    """The addresses; ``view`` wraps each page into the admin's door, which forbids keeping what is not ``cacheable``."""
    return [
        path("chua-dang/", view(pool.unused_directives), name="documents_unused"),
        path(ISSUE, view(page.desk), name="documents_desk"),
        path(ISSUE + "de-cuong/", view(page.desk_outline), name="documents_desk_outline"),
        path(ISSUE + "co-mat/", view(page.desk_presence), name="documents_desk_presence"),
        path(ISSUE + "them/", view(outline.desk_add), name="documents_desk_add"),
        path(ISSUE + "dua-lai/<int:removed>/", view(outline.desk_put_back), name="documents_desk_put_back"),
        path(ENTRY, view(entry.desk_entry_page), name="documents_desk_entry"),
        path(ENTRY + "chuyen/", view(outline.desk_move), name="documents_desk_move"),
        path(ENTRY + "bo/", view(outline.desk_remove), name="documents_desk_remove"),
        path(ENTRY + "anh/", view(photos.desk_picture_add), name="documents_desk_picture_add"),
        path(ENTRY + "anh/cho-dung/", view(photos.desk_picture_places), name="documents_desk_picture_places"),
        path(ENTRY + "lich-su/", view(entry.desk_history), name="documents_desk_history"),
        path(ENTRY + "lich-su/<int:key>/", view(entry.desk_restore), name="documents_desk_restore"),
        path(ISSUE + "anh/<int:placed>/", view(photos.desk_picture), name="documents_desk_picture"),
        path(ISSUE + "kho/", view(pool.desk_pool), name="documents_desk_pool"),
        path(ISSUE + "kho/lay/", view(pool.desk_take), name="documents_desk_take"),
        path(ISSUE + "kho/khong-dang/", view(pool.desk_decline), name="documents_desk_decline"),
        path(ISSUE + "tu-lieu/", view(raw_upload.desk_raws), name="documents_desk_raws"),
        path(RAW, view(raw.desk_raw), name="documents_desk_raw"),
        path(RAW + "doan/", view(raw.desk_raw_blocks), name="documents_desk_raw_blocks"),
        path(RAW + "tep/", view(raw.desk_raw_file), name="documents_desk_raw_file"),
        path(RAW + "trang/<int:page>.png", view(raw.desk_raw_page, cacheable=True), name="documents_desk_raw_page"),
        path(ISSUE + "cap-tren/", view(pool.desk_upper), name="documents_desk_upper"),
        path(ISSUE + "xem-truoc/", view(preview.desk_preview), name="documents_desk_preview"),
        path(
            ISSUE + "trang/<slug:digest>/<int:page>.png",
            view(preview.desk_page_picture, cacheable=True),
            name="documents_desk_page_picture",
        ),
        path(ISSUE + "word/", view(word.desk_word), name="documents_desk_word"),
        path(ISSUE + "word/tai-ve/", view(word.desk_word_export), name="documents_desk_word_export"),
        path(ISSUE + "word/<int:word>/", view(word.desk_word_compare), name="documents_desk_word_compare"),
        path(
            ISSUE + "word/<int:word>/anh/<slug:sha>/", view(word.desk_word_picture), name="documents_desk_word_picture"
        ),
        path(ISSUE + "dien-thoai/", view(preview.desk_phone), name="documents_desk_phone"),
    ]
