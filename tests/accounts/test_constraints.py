"""What the database refuses of people."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


@pytest.mark.parametrize("email", ["anna@example.org", "Anna@Example.org"])
def test_one_address_for_two_people_however_it_is_written(email):
    make_user(email="anna@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email=email)
