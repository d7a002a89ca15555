"""People. The e-mail address is the login; everything a seminar knows of a person hangs on it."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A new account; without a password it can be entered by a one-time code only."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """The operator: may create seminars and, with DEBUG, use Django's admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, may_create_seminars=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


LANGUAGES = [("en", "English"), ("de", "Deutsch")]


class User(AbstractBaseUser, PermissionsMixin):
    """One person. Roles are not here: a `Participation` says who somebody is in one seminar."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    matriculation_number = models.CharField(_("matriculation number"), max_length=20, blank=True)
    programme = models.CharField(_("programme of study"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="en")
    may_create_seminars = models.BooleanField(_("may create seminars"), default=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The full name, or the address of somebody who has not told a name yet."""
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.display_name
