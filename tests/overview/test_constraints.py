"""What the database refuses about calendar addresses."""

import pytest
from django.db import IntegrityError, transaction

from seminar.overview.models import CalendarAddress
from tests.builders import CREATED, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_too]


def test_a_person_has_one_address_and_an_address_one_person():
    user = make_user()
    CalendarAddress.objects.create(user=user, token="a" * 43, made_at=CREATED)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarAddress.objects.create(user=user, token="b" * 43, made_at=CREATED)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarAddress.objects.create(user=make_user(), token="a" * 43, made_at=CREATED)
