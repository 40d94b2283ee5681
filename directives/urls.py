"""The register: search, a directive's page, its files, tasks and their calendar."""

from django.urls import path

from directives import views

app_name = "directives"
urlpatterns = [
    path("", views.directive_list, name="directive_list"),
    path("so-luong/", views.directive_counts, name="directive_counts"),
    path("xuat/<str:form>/", views.directive_export, name="directive_export"),
    path("doan/", views.directive_guess, name="directive_guess"),
    path("viec-can-lam/", views.task_list, name="task_list"),
    path("viec-can-lam/lich/", views.task_feed_change, name="task_feed_change"),
    path("viec-can-lam/<int:key>/", views.task_report, name="task_report"),
    path("lich/<str:token>.ics", views.task_feed, name="task_feed"),
    path("thoi-han/<int:key>/", views.deadline_decide, name="deadline_decide"),
    path("<int:key>/", views.directive_show, name="directive_show"),
    path("<int:key>/tep/<int:file_key>/", views.directive_file, name="directive_file"),
]
