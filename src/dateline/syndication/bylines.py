"""Who signs a story, as machines get it: a person, or an organisation such as an agency."""

from __future__ import annotations

import re
from typing import Any

from dateline.stories.models import Byline
from dateline.syndication.addresses import absolute
from dateline.syndication.wording import line

#: A plain name with one of these words stands for an organisation.
_ORGANISED = frozenset(
    "the readers agency newsroom staff press desk news wire service team editors reporters reuters "
    "agentur redaktion presse agence rédaction agencia redacción".split()
)
#: And so does one with such a role. "Staff writer" is a person's.
_ORGANISED_ROLES = frozenset("agency newsroom wire agentur redaktion agence agencia".split())


def author(byline: Byline, sponsor: str = "") -> dict[str, Any]:
    """Return who signs as a Person or an Organization.

    A contributor is a person with a page. A plain name is a person too, unless it is the
    `sponsor`, or name or role says that it stands for an agency or a desk ("Coastal Press",
    "Courier staff", "The Courier's view", "AFP").
    """
    name = line(byline.signed)
    if byline.contributor is not None:
        person = {"@type": "Person", "name": name, "url": absolute(byline.contributor.address)}
        role = line(byline.role or byline.contributor.role)
    elif name == line(sponsor) or is_organisation(name, byline.role):
        return {"@type": "Organization", "name": name}
    else:
        person, role = {"@type": "Person", "name": name}, line(byline.role)
    return {**person, "jobTitle": role} if role else person


def is_organisation(name: str, role: str = "") -> bool:
    """Whether a plain name stands for an agency or a desk rather than a person."""
    return (
        bool(_words(name) & _ORGANISED)
        or bool(_words(role) & _ORGANISED_ROLES)
        or (name.isupper() and len(name) <= 5)
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))
