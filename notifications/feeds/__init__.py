"""Feeds that a calendar or a news reader fetches: they are files, and the same facts give the same bytes."""
