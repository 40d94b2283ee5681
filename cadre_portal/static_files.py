"""Addresses of static files, each put together once: a page has two dozen of them, and parsing and joining them anew cost an eighth
of the reading page."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class KeptAddressesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Compressed files under names with their digest, as the manifest lists them. It is read when the process starts, so an address
    stays what it was until the next start."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """The address; raises ValueError for a file that the manifest does not list."""
        if name is None or force:
            return str(super().url(name, force))
        known = self._addresses.get(name)
        if known is None:
            known = self._addresses[name] = str(super().url(name))
        return known
