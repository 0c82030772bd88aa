"""A letter is taken out of a case of which a report was adopted: the adoption goes with it, a publication stays."""

from sqlmodel import Session

from casework.exchanged import rounds_told
from casework.facts.rounds import RoundView
from casework.record import key
from casework.standing import settle
from casework.values import Hand
from models.acts import Act
from models.cases import Round
from models.reports import Report
from procedure.rulebook import Rulebook
from procedure.vocabulary import Stage
from procedure.wording import plain_date


def without_letter(session: Session, act: Act, before: RoundView) -> tuple[str, ...]:
    """Return, in a sentence, what becomes of the report that tells of a round from which a letter was taken.

    An adopted report is adopted no longer, so that the reminders run and the right letter can be filed; a published one
    stays as it was published, and asks for a reprint.
    """
    if before.report_id is None:
        return ()
    report = session.get_one(Report, before.report_id)
    if before.stage is Stage.PUBLISHED:
        return ("Het gepubliceerde verslag bevat deze brief nog; maak een herdruk met `griffie publish … --reprint`.",)
    report.void_act_id = key(act.id)
    session.add(report)
    session.flush()
    return (f"De vaststelling van het verslag op {plain_date(report.adopted_on)} vervalt; stel het opnieuw vast.",)


def settle_told(session: Session, rnd: Round, before: RoundView, rulebook: Rulebook, *, hand: Hand) -> None:
    """Write down what follows for the earlier rounds of which the same report told."""
    if before.report_id is None or before.stage is Stage.PUBLISHED:
        return
    for one in rounds_told(session, rnd, session.get_one(Report, before.report_id)):
        if one.id != rnd.id:
            settle(session, one, rulebook, on=hand.on, reason="de vaststelling is vervallen")
