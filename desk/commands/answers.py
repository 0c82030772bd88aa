"""``griffie answers``: the questions of a request and what became of each; a clerk may say otherwise."""

from typing import TYPE_CHECKING

from desk.errors import BadUsage
from desk.parser import Command, Options, Parser, acts, names_case, words
from desk.say import as_json, tell
from desk.text import wrapped
from desk.workplace import hand, workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casework.questions import Standing


def _options(parser: Parser) -> None:
    names_case(parser)
    parser.add_argument(
        "--question",
        metavar="VRAAG",
        action="append",
        type=words,
        default=[],
        help='de vraag waarover u iets vastlegt, zoals de lijst haar noemt ("3", "VVD 3"); mag vaker',
    )
    verdict = parser.add_mutually_exclusive_group()
    verdict.add_argument(
        "--answered", action="store_const", const=True, dest="answered", help="de vraag is wel beantwoord"
    )
    verdict.add_argument(
        "--unanswered", action="store_const", const=False, dest="answered", help="de vraag is niet beantwoord"
    )
    parser.add_argument("--reason", metavar="TEKST", type=words, help="waarom; dit blijft bij de vraag staan")
    acts(parser)


def _run(options: Options) -> int:
    if options.answered is None and not options.question and options.reason is None:
        return _list(options)
    missing = [
        name
        for name, given in (
            ("--question", options.question),
            ("--answered of --unanswered", options.answered is not None),
            ("--reason", options.reason),
        )
        if not given
    ]
    if missing:
        raise BadUsage(problem=f"Er ontbreekt: {', '.join(missing)}.", program="griffie answers")
    from casework.answering import decide  # noqa: PLC0415 - help needs no register

    who = hand(options)
    done = decide(workplace(), options.case, tuple(options.question), options.reason, who, answered=options.answered)
    tell(done, json_asked=options.json)
    return 0


def _list(options: Options) -> int:
    from casework.answering import answers  # noqa: PLC0415 - as above

    found = answers(workplace(), options.case)
    if options.json:
        print(as_json([one.as_data() for one in found]))
        return 0
    for line in _lines(found):
        print(line)
    return 0


def _lines(found: "Sequence[Standing]") -> list[str]:
    from documents.factions import spoken  # noqa: PLC0415 - as above

    if not found:
        return ["In het verzoek zijn geen afzonderlijke vragen gelezen."]
    count = sum(one.answered for one in found)
    lines = [f"{len(found)} {'vraag' if len(found) == 1 else 'vragen'}, waarvan {count} beantwoord."]
    for one in found:
        verdict = "beantwoord" if one.answered else "niet beantwoord" if one.by_clerk else "geen antwoord gevonden"
        who = f" · {spoken(one.question.asked_by)}" if one.question.asked_by else ""
        joined = f" (sluit aan: {', '.join(one.question.joined_by)})" if one.question.joined_by else ""
        lines.append("")
        lines.append(wrapped(f"{one.label}{who}{joined} · {verdict}"))
        lines.append(wrapped(" ".join(one.question.text.split()), indent="  "))
        by = " (zegt de griffier)" if one.by_clerk else ""
        lines.append(wrapped(f"→ {one.reason}{by}", indent="  "))
    return lines


COMMANDS = {
    "answers": Command(
        _options,
        _run,
        "Toont de vragen van een verzoek en welke daarvan beantwoord zijn. Met --question, --answered of --unanswered "
        "en --reason legt u vast hoe het is waar het gelezene niet klopt; het gelezene blijft zichtbaar.",
    )
}
