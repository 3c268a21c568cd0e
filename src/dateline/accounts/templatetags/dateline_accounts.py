"""Tags for the pages at the newsroom's door."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def newsroom_name() -> str:
    """Return the name of the site, as the newsroom calls it."""
    return str(settings.WAGTAIL_SITE_NAME)
