"""What allauth asks of us: who may sign up, and in which language an account mail is written."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import filter_users_by_email
from django.utils import translation


class AccountAdapter(DefaultAccountAdapter):
    def new_user(self, request):
        """A fresh account, in the language of the page it was made on."""
        user = super().new_user(request)
        user.language = (translation.get_language() or "en")[:2]
        return user

    def send_mail(self, template_prefix, email, context):
        """Account mails greet the person and speak their language, whoever's page caused them."""
        # A mail with a code comes without its reader.
        user = context.get("user") or next(iter(filter_users_by_email(email)), None)
        with translation.override(user.language if user else translation.get_language()):
            super().send_mail(template_prefix, email, {"user": user, **context})
