"""The clerk's desk: the ``griffie`` command. It says what was done, and decides nothing about the procedure itself."""
