"""The steps by which the register came to be what it is; run by ``models.database.prepare``."""
