"""Topics in the story's form: names, completed while typing; a new name makes a topic."""

from __future__ import annotations

import json
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from dateline.stories.models import Topic
from dateline.stories.topics import known_topic

#: A name in quotation marks, which may hold commas, or one up to the next comma.
_NAME = re.compile(r'"([^"]*)"|([^,"]+)')
LONGEST = Topic._meta.get_field("name").max_length or 120


class TopicsWidget(forms.TextInput):
    """A line of names with completion, by Wagtail's own script for tags."""

    template_name = "wagtailadmin/widgets/tag_widget.html"

    def format_value(self, value: Any) -> str | None:
        """Return the topics' names between commas; quoted where one holds a comma."""
        if value is None or isinstance(value, str):
            return value
        return ", ".join(f'"{topic.name}"' if "," in topic.name else topic.name for topic in value)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Tell the script where names are looked up."""
        context = super().get_context(name, value, attrs)
        context["widget"]["help_text"] = _(
            "Type a name and press Enter. A new name is a new topic."
        )
        context["widget"]["attrs"] |= {
            "data-controller": "w-tag",
            "data-w-tag-delay-value": 200,
            "data-w-tag-url-value": reverse("dateline_topic_names"),
            "data-w-tag-options-value": json.dumps({"allowSpaces": True, "tagLimit": None}),
        }
        return context


class TopicsField(forms.CharField):
    """Reads names into topics. Those that do not exist yet come unsaved."""

    widget = TopicsWidget

    def clean(self, value: Any) -> list[Topic]:
        """Return topics in the order of their names. Raises `ValidationError`."""
        found: dict[str, Topic] = {}
        for name in names_of(super().clean(value)):
            if len(name) > LONGEST:
                raise ValidationError(
                    _("“%(name)s” is longer than %(longest)d characters.")
                    % {"name": name, "longest": LONGEST}
                )
            topic = known_topic(name) or Topic(name=name)
            found.setdefault(topic.name.lower(), topic)
        return list(found.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other names stand there than before."""
        before = {topic.name.lower() for topic in initial or ()}
        return before != {name.lower() for name in names_of(data or "")}


def names_of(text: str) -> list[str]:
    """Return the names in `text`, between commas; the script quotes those of several words."""
    pieces = (quoted or bare for quoted, bare in _NAME.findall(text))
    return [name for name in (" ".join(piece.replace('"', "").split()) for piece in pieces) if name]
