"""Sign-in and one's own account."""

from django.urls import include, path

from organizations import views
from organizations.office import urls as office
from organizations.signin.views import door, idle, machines, second_factor

app_name = "organizations"
urlpatterns = [
    path("dang-nhap/", door.sign_in, name="sign_in"),
    path("dang-nhap/ma-xac-thuc/", door.second_step, name="second_step"),
    path("dang-nhap/lan-sau/", machines.welcome, name="welcome"),
    path("dang-xuat/", door.sign_out, name="sign_out"),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/doi-mat-khau/", views.password_change, name="password_change"),
    path("tai-khoan/may-va-phien/", machines.machines, name="machines"),
    path("tai-khoan/may-va-phien/<int:pk>/ket-thuc/", machines.session_end, name="session_end"),
    path("tai-khoan/may-va-phien/<int:pk>/bo-ghi-nho/", machines.device_forget, name="device_forget"),
    path("tai-khoan/may-va-phien/dang-xuat-moi-noi/", machines.sign_out_everywhere, name="sign_out_everywhere"),
    path("tai-khoan/xac-thuc-hai-lop/", second_factor.second_factor_page, name="second_factor"),
    path("tai-khoan/xac-thuc-hai-lop/ma-qr.svg", second_factor.second_factor_qr, name="second_factor_qr"),
    path("tai-khoan/xac-thuc-hai-lop/ma-du-phong/", second_factor.recovery_codes, name="recovery_codes"),
    path("tai-khoan/xac-thuc-hai-lop/bo/", second_factor.second_factor_remove, name="second_factor_remove"),
    path("ban-lam-viec/khoa/", idle.desk_lock, name="desk_lock"),
    path("ban-lam-viec/con-day/", idle.desk_here, name="desk_here"),
    path("ban-lam-viec/mo-khoa/", idle.desk_unlock, name="desk_unlock"),
    path("to-chuc/", include(office)),
]
