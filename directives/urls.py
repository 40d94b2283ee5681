"""The register: search, a directive's page, its files."""

from django.urls import URLPattern

app_name = "directives"
urlpatterns: list[URLPattern] = []
