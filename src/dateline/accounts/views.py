"""The newsroom's door: login, invitations, and the addresses that lead there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LoginView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dateline.accounts import actions
from dateline.accounts.forms import AcceptForm
from dateline.accounts.queries import invitation_for


class NewsroomLoginView(LoginView):
    """Login, which also ends the circle of somebody who is in but has no desk."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so to a user without access; the newsroom would send him back here for ever."""
        user = request.user
        if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
            return render(request, "dateline/accounts/no_desk.html", status=403)
        return super().dispatch(request, *args, **kwargs)


login = NewsroomLoginView.as_view()


def to_login(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's own login, which knows no second factor, to ours."""
    address = reverse("account_login")
    onward = request.GET.get("next", "")
    if onward and url_has_allowed_host_and_scheme(
        onward, {request.get_host()}, require_https=request.is_secure()
    ):
        address += "?" + urlencode({"next": onward})
    return redirect(address)


def to_reset(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Lead from Wagtail's own password reset, whatever the step, to ours."""
    return redirect("account_reset_password")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation and take its answer.

    Looking at it changes nothing: mail scanners follow every link. An unknown, used, withdrawn
    or expired one gets one and the same answer.
    """
    invited = invitation_for(token)
    if invited is None:
        return _closed(request)
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.accept(token, **form.cleaned_data)
        except actions.NotOpen:
            return _closed(request)
        except actions.NameTaken as error:
            form.add_error("username", str(error))
        except actions.AlreadyHere as error:
            form.add_error(None, str(error))
        except actions.BadDetails as error:
            for field, texts in error.faults.items():
                form.add_error(field if field in form.fields else None, texts)
        else:
            logout(request)  # whoever was logged in here is not who came in now
            messages.success(request, _("Welcome to the newsroom. Log in with your password."))
            return redirect("account_login")
    context = {"form": form, "invitation": invited}
    return render(request, "dateline/accounts/invitation.html", context)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "dateline/accounts/invitation_closed.html", status=404)
