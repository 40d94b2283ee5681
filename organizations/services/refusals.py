"""What a service may answer instead of doing it. The text is for the person at the screen."""


class Refusal(Exception):
    """A change that is not made; ``str()`` says why and what to do, in Vietnamese."""

    default = "Chưa làm được việc này."

    def __init__(self, text: str = "") -> None:
        super().__init__(text or self.default)


class NotAllowed(Refusal):
    """The actor may not do this here."""

    default = "Đồng chí chưa được phép làm việc này ở tổ chức đó."
