"""The words of directives and files as search knows them."""

from django.db import models

from directives.models.register import Directive, DirectiveFile


class DirectiveWords(models.Model):
    """The words of one directive as search knows them; triggers (SQLite) or generated columns (PostgreSQL) index them.

    A small table of its own: a change of Directive's columns would silently drop triggers there. Written by
    ``search.index`` alone. ``place`` is the order of results (newest, number, key) as one number, so that an engine can give
    the newest hits first without sorting all of them.
    """

    place = models.BigIntegerField(primary_key=True)
    directive = models.OneToOneField(Directive, models.CASCADE, related_name="words")
    agency = models.TextField(blank=True)
    exact = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        verbose_name = "từ để tìm"
        verbose_name_plural = "từ để tìm"

    def __str__(self) -> str:
        return self.subject[:80]


class FileWords(models.Model):
    """The words of one file of a directive."""

    file = models.OneToOneField(DirectiveFile, models.CASCADE, primary_key=True, related_name="words")
    text = models.TextField(blank=True)

    class Meta:
        verbose_name = "từ để tìm trong tệp"
        verbose_name_plural = "từ để tìm trong tệp"

    def __str__(self) -> str:
        return self.text[:80]
