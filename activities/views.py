"""A picture for who works with it: in the admin and the desk. Readers get pictures through editions."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from activities.models import Picture
from cadre_portal.responses import private_file
from organizations.current import signed_in


@require_GET
def picture_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    picture = get_object_or_404(Picture.objects.visible_to(signed_in(request)), pk=pk)
    stored = picture.file.name or ""
    media_type = "image/png" if stored.endswith(".png") else "image/jpeg"
    response = private_file(stored, name=f"anh-{picture.pk}", media_type=media_type, inline=True)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
