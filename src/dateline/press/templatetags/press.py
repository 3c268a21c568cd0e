"""``{% hole "name" %}``: a place that is filled when the page is handed out."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from dateline.press.holes import Marks

register = template.Library()


@register.simple_tag(takes_context=True)
def hole(context: template.Context, name: str) -> SafeString:
    """Leave hole `name` here. The page must be rendered by the press."""
    marks: Marks = context["hole_marks"]
    return mark_safe(marks.mark(name))  # noqa: S308  a comment of our own making
