"""Forms of what is done to a story that is out: updates, corrections, live entries."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import get_rich_text_editor_widget

from dateline.record.models import Takedown
from dateline.stories.blocks import SHORT_TEXT_FEATURES, TEXT_FEATURES
from dateline.stories.models import LiveEntry


class DeclaredForm(forms.Form):
    """The words of an update or a correction."""

    text = forms.CharField(
        label=_("Text"),
        widget=get_rich_text_editor_widget("default", features=SHORT_TEXT_FEATURES),
        error_messages={"required": _("Write what readers should know.")},
    )


class EntryForm(forms.Form):
    """One entry of live coverage: what can be written in a minute."""

    headline = forms.CharField(
        label=_("Headline"),
        max_length=LiveEntry._meta.get_field("headline").max_length,
        required=False,
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=get_rich_text_editor_widget("default", features=TEXT_FEATURES),
    )
    by = forms.CharField(
        label=_("By"),
        max_length=LiveEntry._meta.get_field("by").max_length,
        required=False,
        help_text=_("Empty: your own name."),
    )
    key = forms.BooleanField(
        label=_("Key moment"), required=False, help_text=_("Stands in the summary at the top.")
    )


class TakedownForm(forms.Form):
    """Why a story is taken down."""

    kind = forms.ChoiceField(
        label=_("Kind of reason"),
        choices=Takedown.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of reason it is.")},
    )
    reason = forms.CharField(
        label=_("Public reason"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Stands in the place of the story, for everybody. Repeat nothing of what must not be "
            "public."
        ),
        error_messages={"required": _("Say why, in words that readers may read.")},
    )
    reference = forms.CharField(
        label=_("Note for the newsroom"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A file number, a lawyer's name. No reader sees it."),
    )
