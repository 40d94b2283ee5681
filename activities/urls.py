"""Pictures, behind the rule of what shows them."""

from django.urls import path

from activities import views

app_name = "activities"
urlpatterns = [path("anh/<int:pk>/", views.picture_file, name="picture_file")]
