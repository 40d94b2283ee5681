"""Apps of others under our own names."""

from axes.apps import AppConfig as AxesConfig
from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """The admin with our own site: the portal's door, Vietnamese headings."""

    default_site = "organizations.admin_site.PortalAdminSite"


class LockoutConfig(AxesConfig):  # type: ignore[misc]
    """django-axes gives itself no name that could be translated."""

    default_auto_field = "django.db.models.AutoField"
    verbose_name = "Gõ sai khi đăng nhập"
