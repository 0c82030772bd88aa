"""Between rows and rules: rows become frozen values here, and decisions become rows again."""
