"""What time it is. The only place that asks.

`now` is for pages and tasks: one reading per request or task, handed on as `at`. `decided_now` is the moment of a
decision: the database's clock, read after the lock is held, so that the order of moments is the order of decisions even
with several web servers whose clocks differ. `received_now` is the same clock for what arrives, without a lock. One
override moves all of them, and it is seen by every thread of the process.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import connection

# Functions that read the clock at the moment of the call, not at the start of the transaction or statement before it:
# PostgreSQL's now() would answer with a time before the lock was waited for.
DATABASE_CLOCKS = {
    "postgresql": "SELECT clock_timestamp()",
    "sqlite": "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')",
}

_override = None


def now(seminar=None) -> datetime:
    """The moment as an aware UTC datetime, for pages and tasks."""
    return datetime.now(UTC) if _override is None else _override()


def decided_now(seminar) -> datetime:
    """The moment of a decision about `seminar`, as an aware UTC datetime from the database's clock.

    Call it inside the transaction that decides, after the lock on the seminar's row. Outside a transaction there is no
    lock to be held, so that is an error of the program. The statement runs under an override, too: tests, demonstration
    and production take the same path.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("decided_now() belongs inside the transaction that decides, after the lock.")
    return _database_now()


def received_now(seminar) -> datetime:
    """When something has arrived completely, as an aware UTC datetime from the database's clock.

    It waits for no lock: a file is as late as it came, not as late as its turn. So the clock that dates arrivals is the
    one that dates decisions, whichever web server took the file.
    """
    return _database_now()


def _database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute(DATABASE_CLOCKS[connection.vendor])
        (moment,) = cursor.fetchone()
    if _override is not None:
        return _override()
    if isinstance(moment, str):
        return datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return moment.astimezone(UTC)


@contextmanager
def override(moment: datetime | Callable[[], datetime]) -> Iterator[None]:
    """Within the block it is `moment`: an aware datetime, or a function without arguments that returns one.

    Overrides nest; the earlier one comes back at the end of the block, also after an error.
    """
    global _override
    earlier, _override = _override, _reading(moment)
    try:
        yield
    finally:
        _override = earlier


def _reading(moment: datetime | Callable[[], datetime]) -> Callable[[], datetime]:
    read = moment if callable(moment) else lambda: moment

    def reading():
        value = read()
        if value.utcoffset() is None:
            raise ValueError("A moment without a time zone is no moment.")
        return value.astimezone(UTC)

    reading()  # A wrong moment fails here, where it was given, and not on some later page.
    return reading
