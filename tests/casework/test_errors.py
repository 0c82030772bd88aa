"""How refusals are worded: days as letters print them, a capital, one and more told apart."""

from datetime import date

import pytest

from casework.errors import BeforeReceipt, CaseworkError, InTheFuture, NoText, SameLetter, ServerNotConfirmed

FRI_31_MAY, MON_3_JUNE = date(2019, 5, 31), date(2019, 6, 3)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            InTheFuture(what="dagtekening", day=MON_3_JUNE, today=FRI_31_MAY),
            "Dagtekening 3 juni 2019 ligt in de toekomst; vandaag is 31 mei 2019.",
        ),
        (
            BeforeReceipt(received=FRI_31_MAY, dated=MON_3_JUNE),
            "De ontvangst op 31 mei 2019 ligt vóór de dagtekening 3 juni 2019; één van beide klopt niet.",
        ),
        (
            SameLetter(file="b", case="EK-2019-001", letter=1, day=FRI_31_MAY),
            "b: deze brief staat al in zaak EK-2019-001 (brief 1, vastgelegd op 31 mei 2019); er is niets veranderd.",
        ),
        (
            NoText(file="scan.bin", problem="het bestand bevat geen tekst.", needed="--kind"),
            "scan.bin: het bestand bevat geen tekst. Geef dan de feiten zelf: --kind.",
        ),
    ],
)
def test_a_refusal_names_days_in_words_and_begins_with_a_capital_or_its_file(error: CaseworkError, said: str) -> None:
    assert str(error) == said


def test_the_facts_of_a_refusal_stay_as_they_are() -> None:
    assert InTheFuture(what="dagtekening", day=MON_3_JUNE, today=FRI_31_MAY).facts["day"] == MON_3_JUNE


@pytest.mark.parametrize(
    ("count", "said"), [(1, "er zou 1 bericht vertrekken"), (2, "er zouden 2 berichten vertrekken")]
)
def test_messages_are_counted_in_words_that_agree(count: int, said: str) -> None:
    assert said in str(ServerNotConfirmed(server="mail.example.org", count=count, listed="parlementaire desk JenV"))
