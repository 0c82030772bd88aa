"""``griffie cases`` and ``griffie show``: the list of cases, and one case in full."""

from typing import Any

from desk.language import spoken
from desk.parser import Command, Options, Parser, day, names_case, prints, speaks, words
from desk.say import as_json
from desk.workplace import standing, workplace


def _as_of(parser: Parser) -> None:
    parser.add_argument(
        "--as-of",
        metavar="DATUM",
        type=day,
        help="de dag waarop wordt geteld of en hoe lang iets te laat is (anders vandaag); wat daarna is vastgelegd, "
        "telt mee",
    )


def _cases_options(parser: Parser) -> None:
    parser.add_argument("--late", action="store_true", help="alleen zaken die te laat zijn, beantwoord of niet")
    parser.add_argument("--open", action="store_true", help="alleen zaken waarop nog antwoord wordt verwacht")
    parser.add_argument("--ministry", metavar="NAAM", type=words, help="alleen van dit ministerie: code, als JenV")
    parser.add_argument("--public", action="store_true", help="alleen wat iedereen mag zien")
    _as_of(parser)
    prints(parser)


def _cases(options: Options) -> int:
    from casework.overview import Only, cases  # noqa: PLC0415 - help needs no register

    on, at = standing(options)
    only = Only(
        late=options.late,
        open=options.open,
        ministry=options.ministry or "",
        public=options.public,
    )
    found = cases(workplace(), on=on, at=at, only=only)
    if options.json:
        print(as_json(found))
        return 0
    from desk.pages import case_list  # noqa: PLC0415 - data need no page

    print(case_list(found, filtered=only != Only()))
    return 0


def _show_options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument("--public", action="store_true", help="alleen wat iedereen mag zien")
    speaks(parser)
    _as_of(parser)
    prints(parser)


def _show(options: Options) -> int:
    from casework.showing import show  # noqa: PLC0415 - as above
    from procedure.vocabulary import Language  # noqa: PLC0415 - as above

    on, at = standing(options)
    found: dict[str, Any] = show(
        workplace(), options.case, on=on, at=at, lang=Language(spoken(options)), public=options.public
    )
    if options.json:
        print(as_json(found))
        return 0
    from config.home import screens  # noqa: PLC0415 - as above
    from desk.pages import case_page  # noqa: PLC0415 - as above

    print(case_page(found, address=screens()))
    return 0


COMMANDS = {
    "cases": Command(
        _cases_options,
        _cases,
        "De lijst van zaken. Te laat telt tegen de oorspronkelijke dag, en daarnaast tegen de afgesproken dag: uitstel "
        "verschuift alleen de tweede.",
    ),
    "show": Command(
        _show_options,
        _show,
        "Eén zaak in haar geheel: het verloop, de brieven met hun nummer, de termijnen met uitleg, de "
        "herinneringen met "
        "wat ervan werd, wat nog komt, en de runs in Prefect.",
    ),
}
