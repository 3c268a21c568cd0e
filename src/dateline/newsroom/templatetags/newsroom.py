"""What the newsroom's frame shows of the paper."""

from django import template

from dateline.masthead.queries import masthead

register = template.Library()


@register.simple_tag
def paper_name() -> str:
    """Return the paper's name. One query."""
    return masthead().name
