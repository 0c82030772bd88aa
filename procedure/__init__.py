"""The rules of the Chamber: pure functions over frozen values.

This room imports nobody. It knows no Prefect, no database, no clock and no settings: whoever asks says on which day.
"""
