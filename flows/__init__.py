"""When things happen: one thin file for each flow, named verb_noun; nothing imports them, Prefect loads them by path.

Such a file is loaded as a module under its bare stem, with this folder in front of the path: no tables, no state, no
relative imports, and no stem that another module bears. What they share is in ``flows._run``.
"""
