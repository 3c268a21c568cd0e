"""What the newsroom's frame shows of the paper, and how its pages write numbers."""

from django import template

from dateline.masthead.queries import masthead
from dateline.newsroom.columns import words_of

register = template.Library()
register.filter("grouped", words_of)


@register.simple_tag
def paper_name() -> str:
    """Return the paper's name. One query."""
    return masthead().name
