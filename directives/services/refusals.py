"""Why a directive is not written."""


class NotAllowed(Exception):
    """The actor may not do this here."""


class NotComplete(Exception):
    """A directive that is to enter the register lacks issuer, kind or date."""


class AlreadyDecided(Exception):
    """A suggested deadline was accepted or put aside meanwhile."""
