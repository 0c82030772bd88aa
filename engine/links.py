"""The link from a case to its runs, in the pages of Prefect's first UI."""

from urllib.parse import quote


def case_url(address: str, case: str, *, days: int = 365) -> str:
    """Return the list of all runs of a case; without a span the page shows a week."""
    return f"{address}/runs?tag={quote(f'case:{case}')}&type=span&seconds=-{days * 86400}"
