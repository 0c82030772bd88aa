"""Property tests here are not timed: a machine that is busy elsewhere is no failure."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
