"""Issues as readers see them: addresses that can be read aloud."""

from django.urls import path, register_converter

from cadre_portal import converters as converters
from documents import views


class PublisherConverter:
    """ "12-dang-uy-phuong-binh-giang": the key counts, the name is for people."""

    # Longer keys do not fit into a column.
    regex = r"[0-9]{1,18}(?:-[a-z0-9-]*)?"

    def to_python(self, value: str) -> int:
        return int(value.split("-", 1)[0])

    def to_url(self, value: object) -> str:
        return str(value)


class Sha256Converter:
    regex = r"[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PublisherConverter, "publisher")
register_converter(Sha256Converter, "sha256")

ISSUE = "<publisher:publisher>/<int:year>/<int:month>/"
THEMATIC = ISSUE + "chuyen-de-<int:series>/"
OLDER = "lan-<int:number>/"

app_name = "documents"
urlpatterns = [
    path("", views.bulletin_list, name="bulletin_list"),
    path("chi-bo/", views.my_cell, name="my_cell"),
    path("chi-bo/<key:cell>/", views.cell_show, name="cell_show"),
    path("chi-bo/<key:cell>/bien-ban/", views.meeting_minutes_docx, name="meeting_minutes_docx"),
    path("chi-bo/<key:cell>/sinh-hoat/", views.meeting_report, name="meeting_report"),
    path("chi-bo/<key:cell>/sinh-hoat/<key:key>/", views.meeting_report, name="meeting_change"),
    path("kien-nghi/", views.proposal_list, name="proposal_list"),
    path("kien-nghi/<key:key>/", views.proposal_answer, name="proposal_answer"),
    path("luu-tru/<int:year>/", views.bulletin_archive, name="bulletin_archive"),
    path("ghi-am/<slug:token>/<sha256:sha256>/", views.recording_play, name="recording_play"),
    path("anh/<slug:token>/<sha256:sha256>-<int:width>.jpg", views.picture_show, name="picture_show"),
]
# Each page of an issue under its four addresses: monthly or thematic, newest edition or an older one.
for _tail, _view in (
    ("", views.bulletin_read),
    ("pdf/", views.bulletin_pdf),
    ("pdf/chu-lon/", views.bulletin_large),
    ("docx/", views.bulletin_docx),
    ("da-nhan/", views.bulletin_acknowledge),
    ("tinh-hinh/", views.bulletin_coverage),
    ("tinh-hinh/in/", views.bulletin_coverage_print),
    ("tinh-hinh/bang-tinh/", views.bulletin_coverage_xlsx),
    ("tinh-hinh/nhac/", views.bulletin_coverage_remind),
    ("tinh-hinh/ban-giay/", views.bulletin_coverage_paper),
    ("ai-thay/", views.bulletin_reach),
    ("to-dinh-chinh/", views.bulletin_errata),
    ("thu-lai/", views.bulletin_collect),
    ("bao-loi/", views.bulletin_report),
    ("ban-doc/", views.bulletin_meeting),
    ("ban-doc/pdf/", views.bulletin_meeting_pdf),
):
    for _head in (ISSUE, ISSUE + OLDER, THEMATIC, THEMATIC + OLDER):
        urlpatterns.append(path(_head + _tail, _view, name=_view.__name__))
