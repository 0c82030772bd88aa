"""What a person sees on a form: Dutch labels, choices from the register, dates as dates.

One parameter name means one thing in every flow, so its label and its list stand here once. The help under a field is
the flow's own docstring.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

LABELS: Mapping[str, str] = {
    "paper": "Nummer in het postvak",
    "committees": "Commissies (de eerste is leidend)",
    "to": "Geadresseerden",
    "dossiers": "Dossiers",
    "dated": "Dagtekening",
    "due": "Uiterste datum",
    "further": "Nadere ronde bij zaak",
    "cases": "Zaken",
    "case": "Zaak",
    "kind": "Soort stuk",
    "received": "Ontvangen op",
    "sender": "Afzender",
    "on_behalf_of": "Mede namens",
    "confidential": "Vertrouwelijk",
    "crossed": "Brieven kruisten elkaar",
    "via": "Hoe vernomen",
    "until": "Uitgesteld tot en met",
    "refused": "Geweigerd",
    "number": "Nummer van het verslag",
    "adopted_on": "Vastgesteld op",
    "clerk": "Griffier",
    "published_on": "Gepubliceerd op",
    "formats": "Vormen",
    "template": "Sjabloon",
    "reprint": "Reden van de herdruk",
    "day": "Dag",
    "dry_run": "Alleen laten zien",
    "by": "Uw naam",
}

CHOICES: Mapping[str, str] = {
    "committees": "committees",
    "to": "offices",
    "sender": "offices",
    "on_behalf_of": "offices",
    "cases": "open_cases",
    "case": "open_cases",
    "further": "cases",
}
"""Which list of the register stands behind a parameter."""

Schema = dict[str, Any]


def patched(schema: Mapping[str, Any], choices: Mapping[str, list[str]]) -> Schema:
    """Return the schema of a flow's parameters with labels and the present choices of the register."""
    result = deepcopy(dict(schema))
    for name, field in result.get("properties", {}).items():
        field["title"] = LABELS.get(name, name)
        _without_none(field)
        if name in CHOICES:
            _choose(field, choices.get(CHOICES[name], []))
    return result


def _without_none(field: Schema) -> None:
    """Make an optional value one that may be left out: the form shows a date in place of two tabs."""
    kinds = [kind for kind in field.pop("anyOf", []) if kind.get("type") != "null"]
    if kinds:
        field.update(kinds[0])
        field.pop("default", None)


def _choose(field: Schema, listed: list[str]) -> None:
    """Offer the list; an empty one leaves the field free, and the verb refuses what it does not know."""
    offered = {"enum": listed} if listed else {}
    if field.get("type") == "array":
        field["items"] = {"type": "string", **offered}
        return
    field.pop("enum", None)
    if listed:
        field["enum"] = ["", *listed] if field.get("default") == "" else listed
