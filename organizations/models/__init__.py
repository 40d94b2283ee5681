"""Who: organisations and their succession (bodies), people and memberships (people), the access log (log)."""

from organizations.models.bodies import (
    Lineage,
    Organization,
    OrganizationManager,
    OrganizationQuerySet,
    OrganizationType,
    PartMove,
    Reorganisation,
    Succession,
)
from organizations.models.log import (
    AccessLog,
    AccessLogQuerySet,
    LogRetention,
)
from organizations.models.people import (
    DeclinedProposal,
    Membership,
    MembershipQuerySet,
    SlipCode,
    SlipCodeQuerySet,
    User,
    UserManager,
    UserQuerySet,
)
from organizations.signin.models import OpenSession, RememberedDevice

__all__ = [
    "AccessLog",
    "AccessLogQuerySet",
    "DeclinedProposal",
    "Lineage",
    "LogRetention",
    "Membership",
    "MembershipQuerySet",
    "OpenSession",
    "Organization",
    "OrganizationManager",
    "OrganizationQuerySet",
    "OrganizationType",
    "PartMove",
    "RememberedDevice",
    "Reorganisation",
    "SlipCode",
    "SlipCodeQuerySet",
    "Succession",
    "User",
    "UserManager",
    "UserQuerySet",
]
