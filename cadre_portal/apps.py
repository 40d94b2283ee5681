"""The admin with our own site: the portal's door, Vietnamese headings."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "organizations.admin_site.PortalAdminSite"
