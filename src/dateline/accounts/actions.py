"""Who comes in: inviting, asking again, withdrawing, accepting."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from dateline.accounts.adapter import newsroom_address
from dateline.accounts.models import Invitation, User
from dateline.accounts.queries import invitation_for, may_give, may_invite


class AccountsError(Exception):
    """Something that the newsroom's door refuses; its text is for the person who asked."""


class MayNotInvite(AccountsError):
    """The person may not invite at all, or not into this group."""


class AlreadyHere(AccountsError):
    """Somebody in the newsroom has the address."""


class NotOpen(AccountsError):
    """There is no such invitation, or it was used, withdrawn or ran out: nobody learns which."""


class NameTaken(AccountsError):
    """Somebody in the newsroom has the user name, in whatever case."""


class BadDetails(AccountsError):
    """A user name or a password that cannot be; `faults` lists messages by field."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        super().__init__(" ".join(text for texts in faults.values() for text in texts))
        self.faults = faults


def invite(email: str, group: Group, by: User) -> Invitation:
    """Invite `email` into `group`: the invitation and its letter, in one transaction.

    An older open invitation to the same address ends. Raises `MayNotInvite`, `AlreadyHere`, and
    `BadDetails` for an address that is none.
    """
    email = email.strip()
    _check_may_invite(by, group)
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadDetails({"email": list(error.messages)}) from error
    with transaction.atomic():
        _check_not_here(email)
        Invitation.objects.filter(email__iexact=email, accepted_at=None).delete()
        invitation, token = Invitation.draw_up(email, group, by)
        invitation.save()
        _write(invitation, token)
        log(instance=invitation, action="dateline_accounts.invite", user=by)
    return invitation


def send_again(invitation: Invitation, by: User) -> Invitation:
    """Replace an unaccepted invitation by a fresh one; the old link stops working.

    Raises `MayNotInvite`, `AlreadyHere`, and `NotOpen` when it was accepted meanwhile.
    """
    _check_may_invite(by, invitation.group)
    with transaction.atomic():
        _take_back(invitation)
        return invite(invitation.email, invitation.group, by)


def withdraw(invitation: Invitation, by: User) -> None:
    """Take an unaccepted invitation back. Raises `MayNotInvite`, `NotOpen`."""
    if not may_invite(by):
        raise MayNotInvite(_("You may not withdraw invitations."))
    with transaction.atomic():
        log(instance=invitation, action="dateline_accounts.withdraw", user=by)
        _take_back(invitation)


def accept(token: str, username: str, password: str, name: str) -> User:
    """Make the invited person a user, once, with the address the invitation went to.

    Raises `NotOpen`, `AlreadyHere`, `NameTaken`, `BadDetails`.
    """
    invitation = invitation_for(token)
    if invitation is None:
        raise NotOpen(_("This invitation does not hold."))
    inviter = invitation.invited_by
    if inviter is not None and not (
        inviter.is_active and may_invite(inviter) and may_give(inviter, invitation.group)
    ):
        raise NotOpen(_("This invitation does not hold."))  # who gave it may not give it any more
    user = _new_user(username, invitation.email, name, password)
    try:
        with transaction.atomic():
            now = timezone.now()
            # Only one of two accepts at once finds the row still open.
            mine = Invitation.objects.filter(
                pk=invitation.pk,
                token_digest=invitation.token_digest,
                accepted_at=None,
                expires_at__gt=now,
            ).update(accepted_at=now)
            if not mine:
                raise NotOpen(_("This invitation does not hold."))
            _check_not_here(user.email)
            # allauth finds users whatever the case: two that differ only in it lock each other out
            if User.objects.filter(username__iexact=user.username).exists():
                raise NameTaken(_("Somebody in the newsroom has this user name."))
            user.save()
            user.groups.add(invitation.group)
            log(instance=user, action="dateline_accounts.accept", user=user)
    except IntegrityError as error:  # somebody was faster, between our look and our row
        _check_not_here(user.email)
        raise NameTaken(_("Somebody in the newsroom has this user name.")) from error
    return user


def _new_user(username: str, email: str, name: str, password: str) -> User:
    """Return an unsaved user. The slow hash is made here, outside the transaction."""
    first, _gap, last = name.strip().rpartition(" ")
    if not first:
        first, last = last, ""
    user = User(username=username.strip(), email=email, first_name=first, last_name=last)
    faults: dict[str, list[str]] = {}
    try:
        user.clean_fields(exclude=["password"])
    except ValidationError as error:
        for field, texts in error.message_dict.items():
            ours = "name" if field in {"first_name", "last_name"} else field
            faults.setdefault(ours, []).extend(texts)
    try:
        validate_password(password, user)
    except ValidationError as error:
        faults["password"] = list(error.messages)
    if faults:
        raise BadDetails(faults)
    user.set_password(password)
    return user


def _check_may_invite(by: User, group: Group) -> None:
    if not may_invite(by):
        raise MayNotInvite(_("You may not invite people to the newsroom."))
    if not may_give(by, group):
        raise MayNotInvite(_("%(group)s may do more than you may.") % {"group": group})


def _check_not_here(email: str) -> None:
    if User.objects.filter(email__iexact=email).exists():
        raise AlreadyHere(_("%(email)s is in the newsroom already.") % {"email": email})


def _take_back(invitation: Invitation) -> None:
    """Delete `invitation` unless it was accepted. Raises `NotOpen`."""
    gone, _by_model = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()
    if not gone:
        raise NotOpen(_("This invitation was accepted or withdrawn meanwhile."))


def _write(invitation: Invitation, token: str) -> None:
    """Write the letter that carries the link. The token stands nowhere else."""
    words = {
        "invitation": invitation,
        "newsroom": settings.WAGTAIL_SITE_NAME,
        "link": newsroom_address(reverse("dateline_invitation", args=[token])),
    }
    subject = render_to_string("dateline/accounts/mail/invitation_subject.txt", words)
    text = render_to_string("dateline/accounts/mail/invitation.txt", words)
    send_mail(" ".join(subject.split()), text, None, [invitation.email])
