"""The only place that reads the clock. Below the door, moments are arguments."""

import time as clocks
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from procedure.timekeeping import Reading

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""Where Linux tells which start of the machine this is."""


def now() -> datetime:
    """Return this instant, aware, as a clock in Amsterdam shows it."""
    return datetime.now(AMSTERDAM)  # noqa: TID251 - the one place


def today() -> date:
    """Return the civil day in Amsterdam."""
    return now().date()


def end_of(day: date) -> datetime:
    """Return the last instant of a civil day in Amsterdam, aware: what is due that day is in time until then."""
    return datetime.combine(day, time.max, AMSTERDAM)


def reading() -> Reading:
    """Return what the clocks of this machine say now: the time, how long it has been running, and since which start.

    Where a machine does not tell its starts apart, the start is left empty, and only the time can be compared.
    """
    since_start = getattr(clocks, "CLOCK_BOOTTIME", None)
    running = clocks.monotonic() if since_start is None else clocks.clock_gettime(since_start)
    try:
        boot = BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        boot = ""
    return Reading(now(), running, boot)
