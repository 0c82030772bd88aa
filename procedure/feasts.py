"""The day of feasts and state occasions that letters name."""

from datetime import date, timedelta

from procedure.clauses import Feast
from procedure.days import easter_sunday, prinsjesdag

_AFTER_EASTER = {Feast.EASTER: 0, Feast.ASCENSION: 39, Feast.WHITSUN: 49}


def day_of_feast(feast: Feast, year: int) -> date:
    """Return the day of a feast in a year; of a feast of two days the first."""
    if feast is Feast.PRINSJESDAG:
        return prinsjesdag(year)
    if feast is Feast.CHRISTMAS:
        return date(year, 12, 25)
    return easter_sunday(year) + timedelta(days=_AFTER_EASTER[feast])
