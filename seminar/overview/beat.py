"""The schedule of a production installation: `celery beat`, once.

`manage.py up` has its own in `background.py`, because it wakes nobody but the worker of its own process.
"""

import fcntl
import os
import sys

from celery.beat import PersistentScheduler

SECOND = "Not started: another beat runs on these files ({lock}). One is enough for any number of workers."


class OneBeat(PersistentScheduler):
    """Refuses to run beside another one on the same files.

    The lock belongs to the process, so that it is gone with it, however it ended. The time of the file is the moment of
    the latest tick, at most a minute ago: what a health check can look at without asking anybody.
    """

    _lock = None

    def setup_schedule(self) -> None:
        path = f"{self.schedule_filename}.lock"
        self._lock = open(path, "w")  # noqa: SIM115 - held until the process ends
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(SECOND.format(lock=path))
        super().setup_schedule()

    def tick(self, *args, **kwargs):
        os.utime(self._lock.fileno())
        return super().tick(*args, **kwargs)
