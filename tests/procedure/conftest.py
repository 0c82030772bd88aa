"""Property tests here are not timed (a busy machine is no failure) and try the same cases each time."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")
