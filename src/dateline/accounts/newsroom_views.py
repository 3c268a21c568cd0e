"""Inviting, from inside the newsroom."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.auth import permission_required

from dateline.accounts import actions
from dateline.accounts.forms import InviteForm
from dateline.accounts.models import Invitation
from dateline.accounts.queries import waiting_invitations

may_invite = permission_required("dateline_accounts.add_invitation")


@may_invite
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Show the invitations that nobody accepted yet, and send new ones."""
    form = InviteForm(request.POST if request.method == "POST" else None, by=request.user)  # type: ignore[arg-type]
    if form.is_valid():
        try:
            sent = actions.invite(**form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        except actions.AlreadyHere as error:
            form.add_error("email", str(error))
        except actions.AccountsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(email)s is invited.") % {"email": sent.email})
            return redirect("dateline_invitations")
    title = _("Invitations")
    context = {
        "form": form,
        "invitations": waiting_invitations(),
        "page_title": title,
        "header_title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "dateline/accounts/invitations.html", context)


@may_invite
@require_POST
def invitation_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a fresh link to the same person."""
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        actions.send_again(invitation, request.user)  # type: ignore[arg-type]
    except actions.AccountsError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("A new link is on its way to %(email)s; the old one no longer works.")
            % {"email": invitation.email},
        )
    return redirect("dateline_invitations")


@may_invite
@require_POST
def invitation_withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        actions.withdraw(invitation, request.user)  # type: ignore[arg-type]
    except actions.AccountsError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email},
        )
    return redirect("dateline_invitations")
