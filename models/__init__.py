"""What the register remembers: tables, their migrations, and named questions. No decisions are taken here.

``models.register`` names every table. Reading rooms import ``models.database`` and ``models.queries``, which need no
SQLModel and so start quickly.
"""
