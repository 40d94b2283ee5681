"""Pictures, behind the rule of what shows them, and the page on which a body sends news."""

from django.urls import path

from activities import views

app_name = "activities"
urlpatterns = [
    path("anh/<int:pk>/", views.picture_file, name="picture_file"),
    path("gui-tin/", views.submission_send, name="submission_send"),
]
