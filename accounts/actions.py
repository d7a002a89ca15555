"""Accounts that somebody else makes."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User


@transaction.atomic
def make_account(*, email: str, name: str = "", matriculation_number: str = "", programme: str = "", language: str):
    """An account without a password, entered by a one-time code to its address.

    The address counts as unconfirmed until the first code has proved it. Without the row in the address book the
    sign-in would stop after the code and ask for a second one.
    """
    user = User.objects.create_user(
        email, name=name, matriculation_number=matriculation_number, programme=programme, language=language
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    return user
