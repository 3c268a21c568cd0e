"""What people fill in: an invitation, and its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from dateline.accounts.models import User
from dateline.accounts.queries import groups_to_give


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label=_("Mail address"))
    group = forms.ModelChoiceField(queryset=Group.objects.none(), label=_("Role"), empty_label=None)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [group.pk for group in groups_to_give(by)]
        self.fields["group"].queryset = Group.objects.filter(pk__in=given).order_by("name")  # type: ignore[attr-defined]


class AcceptForm(forms.Form):
    """What an invited person says of himself or herself. `actions.accept` judges it."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autofocus": True}),
    )
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        help_text=_("With it you log in: letters, digits and @ . + - _ only."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1024,
        help_text=lazy(password_validators_help_text_html, str)(),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
