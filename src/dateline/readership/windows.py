"""Stretches of time that end now, and the steps in which reads are kept.

All moments are seconds since 1970 in UTC, and a step begins at a whole multiple of its length. So
there is no weekday, no zone and no change of clocks in which a window could lose an hour.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Seconds.
MINUTE, HOUR, DAY = 60, 3600, 86_400
#: For how many seconds reads are kept by the minute and by the hour. By the day they stay.
KEPT = {MINUTE: 26 * HOUR, HOUR: 8 * DAY}
#: By how many seconds a clock may go back, or differ between processes, without a word.
SWAY = 2 * MINUTE


@dataclass(frozen=True, order=True)
class Window:
    """The last `seconds`, in steps that end with the one in which it is now.

    Since the last step has only begun, the window is shorter than it says by less than one step,
    and never longer. Raises `ValueError` for one of which not all steps are kept.
    """

    seconds: int

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= 7 * DAY or self.seconds % self.step:
            raise ValueError(f"no window of {self.seconds} s: whole hours, seven days at most")

    @property
    def step(self) -> int:
        """Seconds of a step: a minute up to a day, an hour above."""
        return MINUTE if self.seconds <= DAY else HOUR

    def reach(self, at: float) -> tuple[int, int]:
        """Return when the first and the last step begin at `at`. Both belong to the window."""
        last = begins(at, self.step)
        return last - self.seconds + self.step, last


LAST_HOUR, LAST_DAY, LAST_WEEK = Window(HOUR), Window(DAY), Window(7 * DAY)


def begins(at: float, step: int) -> int:
    """Return when the step of `step` seconds began in which `at` lies."""
    return int(at // step) * step
