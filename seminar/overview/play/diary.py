"""What happens when: acts are written down with their moments, and played in the order of these until now."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from seminar.overview.play.calendar import local


class Clock:
    """The moved clock of a playing; `now` is where it ends."""

    def __init__(self, now: datetime):
        self.now = self.moment = now

    def turn_to(self, day: date, hour: int, minute: int = 0) -> None:
        self.moment = local(day, time(hour, minute))

    def pass_by(self, minutes: int) -> None:
        self.moment += timedelta(minutes=minutes)


class Diary:
    """Acts that are still to be played."""

    def __init__(self, clock: Clock):
        self.clock, self.acts = clock, []

    def on(self, day: date, hour: int, minute: int, act: Callable, *args, **known) -> None:
        """Write down what happens on this day at this time of the seminar's zone."""
        self.at(local(day, time(hour, minute)), act, *args, **known)

    def at(self, moment: datetime, act: Callable, *args, **known) -> None:
        self.acts.append((moment, len(self.acts), lambda: act(*args, **known)))

    def play(self) -> bool:
        """Everything whose moment has come, in order of time. Whether nothing is left for later."""
        for moment, _place, act in sorted(self.acts, key=lambda row: row[:2]):
            if moment > self.clock.now:
                return False
            self.clock.moment = moment
            act()
        return True
