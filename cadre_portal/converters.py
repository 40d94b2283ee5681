"""Parts of addresses that several rooms share. Importing this module registers them."""

from django.urls import register_converter


class KeyConverter:
    """A row's key that fits into its column."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: object) -> str:
        return str(value)


register_converter(KeyConverter, "key")
