"""Use cases: one verb of the clerk's day is one transaction. The only place where rules, papers and tables meet."""
