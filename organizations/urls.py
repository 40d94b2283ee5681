"""Sign-in and one's own account."""

from django.urls import path

from organizations import views

app_name = "organizations"
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/doi-mat-khau/", views.password_change, name="password_change"),
]
