"""Topics in the story's form: names, completed while typing; a new name makes a topic."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from taggit.utils import parse_tags

from dateline.stories.models import Topic

LONGEST = Topic._meta.get_field("name").max_length


class TopicsWidget(forms.TextInput):
    """A line of names with completion, by Wagtail's own script for tags."""

    template_name = "wagtailadmin/widgets/tag_widget.html"

    def format_value(self, value: Any) -> str | None:
        """Return the topics' names, quoted, between commas."""
        if value is None or isinstance(value, str):
            return value
        return ", ".join(f'"{topic.name}"' for topic in value)

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
            known = Topic.objects.filter(name__iexact=name).first()
            found.setdefault(name.lower(), known or Topic(name=name))
        return list(found.values())

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other names stand there than before."""
        before = {topic.name.lower() for topic in initial or ()}
        return before != {name.lower() for name in names_of(data or "")}


def names_of(text: str) -> list[str]:
    """Return the names in `text`: between commas, or as the script quotes them."""
    names = parse_tags(text) if '"' in text else text.split(",")
    return [name for name in (" ".join(piece.split()) for piece in names) if name]


def keep_topic(topic: Topic) -> Topic:
    """Store a topic that came unsaved, under a slug of its own, and return it."""
    if topic.pk is None:
        stem = slugify(topic.name)[:110] or "topic"
        topic.slug, number = stem, 1
        while Topic.objects.filter(slug=topic.slug).exists():
            number += 1
            topic.slug = f"{stem}-{number}"
        topic.save()
    return topic
