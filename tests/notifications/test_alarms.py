"""The alarm as it leaves: to each address by its channel, escaped, and complete before anything is sent."""

import json
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP

import pytest
from jinja2 import UndefinedError

from notifications import alarms
from notifications.errors import BadAddress
from notifications.notices import Notice
from notifications.render import render

AT = datetime(2018, 6, 12, 12, tzinfo=UTC)  # Tue
TO = ("https://hooks.example.org/alarm", "beheer@example.org", "griffier@example.org")
FACTS = [("Laatst nagelopen", "11 juni 2018, 11.00 uur")]


def test_each_address_gets_it_by_its_own_channel_under_its_own_id() -> None:
    made = alarms.parcels(alarms.ringing(["<b>Er is 27 uur niet nagelopen.</b>"], FACTS), TO, mark="a1b2c3", at=AT)
    assert [(one.channel, one.to) for one in made] == list(zip(("webhook", "mail", "mail"), TO, strict=True))
    assert len({one.message_id for one in made}) == 3
    said = json.loads(made[0].raw)
    mail = message_from_bytes(made[2].raw, policy=SMTP)
    assert mail["Subject"] == said["subject"] == "ALARM: de termijnen worden niet nagelopen"
    assert mail["From"].addresses[0].addr_spec == "beheer@example.org"
    text, page = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "11 juni 2018, 11.00 uur" in text
    assert "&lt;b&gt;" in page
    assert "<b>" not in page


def test_when_it_is_over_the_word_names_where_to_read_what_was_missed() -> None:
    assert "griffie report downtime" in render(alarms.over(FACTS)).text


@pytest.mark.parametrize("missing", ["subject", "lead", "problems", "facts", "advice"])
def test_a_name_that_is_missing_fails_before_anything_is_sent(missing: str) -> None:
    whole = alarms.ringing(["x"], FACTS)
    context = {key: value for key, value in whole.context.items() if key != missing}
    with pytest.raises(UndefinedError, match=missing):
        render(Notice("alarm", context))


def test_an_address_that_breaks_out_of_its_header_is_refused() -> None:
    with pytest.raises(BadAddress):
        alarms.parcels(alarms.over(FACTS), ["a@example.org, b@example.org"], mark="a1b2c3", at=AT)
