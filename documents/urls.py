"""Issues as readers see them."""

from django.urls import URLPattern

app_name = "documents"
urlpatterns: list[URLPattern] = []
