"""``griffie check``, ``griffie deliver`` and ``griffie send``: a morning by hand, without Prefect."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk.parser import Command, Options, Parser, acts, names_case, words
from desk.say import as_data, as_json, tell, warn
from desk.workplace import agrees, carrier, hand, workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from casework.values import Done, Hand
    from casework.workplace import Workplace
    from notifications.carrier import Carrier


def _confirms(parser: Parser) -> None:
    parser.add_argument(
        "--yes",
        action="store_true",
        help="bevestig een nieuwe mailserver, een hersteld register, of een klok die niet klopt met het dagboek",
    )


def _check_options(parser: Parser) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help="zeg alleen wat er zou gebeuren; er verandert en vertrekt niets"
    )
    _confirms(parser)
    acts(parser)


def _check(options: Options) -> int:
    from casework.box import take_in  # noqa: PLC0415 - help needs no register
    from casework.feeds import refresh  # noqa: PLC0415 - as above
    from casework.morning import check  # noqa: PLC0415 - as above
    from casework.rehearsal import rehearse  # noqa: PLC0415 - as above
    from config import clock  # noqa: PLC0415 - as above

    who = hand(options, ahead=True)
    if options.dry_run:
        tell(rehearse(workplace(), who), json_asked=options.json)
        return 0
    with carrier() as through:
        _refuse_tomorrow(who, through)
        place = workplace()
        _ask_about_the_clock(place, who, options)
        _one_by_one(
            (
                lambda: take_in(place, who),
                lambda: check(place, who),
                lambda: _delivered(place, through, who, yes=options.yes),
            ),
            json_asked=options.json,
        )
    for warning in refresh(place, replace(who, on=clock.today())).warnings:
        warn(warning)
    return 0


def _refuse_tomorrow(who: "Hand", through: "Carrier") -> None:
    """Refuse a check on a day to come where a message would really leave."""
    from casework.errors import TooNew  # noqa: PLC0415 - as above
    from config import clock  # noqa: PLC0415 - as above

    if who.on > clock.today() and not through.stays_here:
        raise TooNew(day=who.on, today=clock.today())


def _ask_about_the_clock(place: "Workplace", who: "Hand", options: Options) -> None:
    """Refuse on a clock in doubt, unless a person names the day or says that the clock is right."""
    from casework.clocks import question  # noqa: PLC0415 - as above

    if not (options.yes or options.as_of):
        question(place, who)


def _deliver_options(parser: Parser) -> None:
    _confirms(parser)
    acts(parser)


def _deliver(options: Options) -> int:
    who = hand(options)
    with carrier() as through:
        place = workplace()
        _ask_about_the_clock(place, who, options)
        tell(_delivered(place, through, who, yes=options.yes), json_asked=options.json)
    return 0


def _send_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument(
        "rung",
        metavar="TREDE",
        type=words,
        help="welke herinnering, als second_rappel; `griffie show` noemt wat er wacht",
    )
    _confirms(parser)
    acts(parser)


def _send(options: Options) -> int:
    from casework.morning import send_rung  # noqa: PLC0415 - as above

    who = hand(options)
    with carrier() as through:
        place = workplace()
        _one_by_one(
            (
                lambda: send_rung(place, options.case, options.rung, who),
                lambda: _delivered(place, through, who, yes=options.yes),
            ),
            json_asked=options.json,
        )
    return 0


def _delivered(place: "Workplace", through: "Carrier", who: "Hand", *, yes: bool) -> "Done":
    """Return what was delivered; a mail server that was not used before, or a restored register, is asked about first.

    Raises:
        ServerNotConfirmed: nobody at the keyboard said yes.
        RestoreNotConfirmed: as above.
    """
    from casework.delivery import deliver  # noqa: PLC0415 - as above
    from casework.errors import RestoreNotConfirmed, ServerNotConfirmed  # noqa: PLC0415 - as above

    try:
        return deliver(place, through, who, confirmed=yes)
    except (RestoreNotConfirmed, ServerNotConfirmed) as asked:
        if not agrees(f"{asked} Nu versturen? [j/N] "):
            raise
    return deliver(place, through, who, confirmed=True)


def _one_by_one(steps: "Iterable[Callable[[], Done]]", *, json_asked: bool) -> None:
    """Do and tell one step after the other; as data, one object with the figures of all and each act by itself."""
    whole: dict[str, Any] = {}
    acts_done: list[dict[str, Any]] = []
    for step in steps:
        done = step()
        if not json_asked:
            tell(done, json_asked=False)
            continue
        for warning in done.warnings:
            warn(warning)
        whole |= done.data
        acts_done.append(as_data(done))
    if json_asked:
        print(as_json(whole | {"acts": acts_done}))


COMMANDS = {
    "check": Command(
        _check_options,
        _check,
        "Een ochtend met de hand: neemt de post in, loopt de termijnen na en verstuurt wat verschuldigd is. Mag zo "
        "vaak als "
        "u wilt: niets gaat twee keer uit. Een dag na vandaag kan alleen met --dry-run, naar bestanden of op loopback.",
    ),
    "deliver": Command(_deliver_options, _deliver, "Verstuurt wat klaarligt, zonder de termijnen na te lopen."),
    "send": Command(
        _send_options, _send, "Verstuurt een herinnering die op een mens wacht, zoals de rappelbrief van de voorzitter."
    ),
}
