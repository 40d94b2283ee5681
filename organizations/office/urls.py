"""/to-chuc/: cells, officers, slips."""

from django.urls import path

from cadre_portal import converters as converters
from organizations.office import bodies, officers, people, reasons, sheet

urlpatterns = [
    path("", people.people_list, name="people_list"),
    path("phieu/", people.slip_print, name="slip_print"),
    path("mo-lai/", people.account_reopen, name="account_reopen"),
    path("nhap/", sheet.cell_import, name="cell_import"),
    path("nhap/mau/", sheet.cell_template_xlsx, name="cell_template_xlsx"),
    path("ra-soat/", reasons.membership_review, name="membership_review"),
    path("nguoi/<key:key>/", reasons.person_reach, name="person_reach"),
    path("de-nghi/<key:key>/", officers.deputy_answer, name="deputy_answer"),
    path("de-nghi/<key:key>/rut/", officers.deputy_withdraw, name="deputy_withdraw"),
    path("<key:key>/bi-thu/", officers.secretary_change, name="secretary_change"),
    path("<key:key>/pho-bi-thu/", officers.deputy_propose, name="deputy_propose"),
    path("<key:key>/pho-bi-thu/da-xem/", officers.deputy_noted, name="deputy_noted"),
    path("<key:key>/sap-xep/", bodies.body_change, name="body_change"),
]
