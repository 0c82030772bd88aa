"""How long the verslag takes as PDF, against Typst itself on the same source with the same fonts, in one process.

What is ours is the way from reading to source; Typst's own time is that of the very source which that gives. Short is
the report of one exchange of letters, long one of some two hundred pages.
"""

import argparse
import io
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial

import pypdf

from documents import compose
from documents.values import Footnote, Letter, Reading, Signatory
from documents.writers import layout, pdf
from procedure.vocabulary import Chamber, DocType, LetterKind

GOAL = 3.0
"""How many times Typst's own time the whole may take."""
PARAGRAPHS = {"short": 44, "long": 1900}
SENTENCES = (
    "De leden van fractie {edition} hebben met belangstelling kennisgenomen van de brief over de sluizen.",
    "Kan de Minister aangeven welke {edition} beheerders bij de voorbereiding zijn betrokken, en op welk moment?",
    "Over de bekostiging wordt de Kamer voor {edition} juli geïnformeerd, zoals toegezegd in het debat van 12 maart.",
)


def a_report(paragraphs: int, edition: int) -> Reading:
    """Return a report with headings, lists and footnotes; no edition has the words of another."""
    body = [paragraph(place).format(edition=edition) for place in range(paragraphs)]
    notes = [
        Footnote(str(2 + place // 7), f"Kamerstukken II 2018/19, 35 101, nr. {place}.", 0, place)
        for place in range(0, paragraphs, 7)
    ]
    reply = Letter(
        LetterKind.REPLY,
        signatories=(Signatory("Minister van Waterwegen", "Q.R. Sluis"),),
        addressees=("Voorzitter van de Eerste Kamer der Staten-Generaal",),
        place="Den Haag",
        dated_on=date(2019, 4, 23),
        body=tuple(body),
        signature="De Minister van Waterwegen,\nQ.R. Sluis",
    )
    return Reading(
        file="",
        sha256="",
        doc_type=DocType.VSO,
        chamber=Chamber.EK,
        dossiers=("35101",),
        dossier_titles=("Wet op de sluizen",),
        number="C",
        session_year="2018-2019",
        title="VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
        adopted_on=date(2019, 4, 24),
        introduction="De leden van de vaste commissie voor Waterwegen1 hebben een brief gestuurd.",
        letters=(reply,),
        footnotes=(Footnote("1", "Samenstelling: Jansma (VVD), Oostra (CDA) (voorzitter)"), *notes),
    )


def paragraph(place: int) -> str:
    """Return a paragraph: with a footnote, an item of a list, a heading, or text."""
    if place % 7 == 0:
        return f"{' '.join(SENTENCES)} Zie de brief van de regering{2 + place // 7}."
    if place % 10 in {4, 5}:
        return f"{place % 10 - 3}. {SENTENCES[1]}"
    if place % 15 == 1:
        return "Vragen en opmerkingen van de fracties"
    return " ".join(SENTENCES[(place + step) % 3] for step in range(2 + place % 5))


def seconds(work: Callable[[], bytes]) -> float:
    """Return how long some work takes, in seconds."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measured(paragraphs: int, rounds: int) -> tuple[float, float]:
    """Return the best times of Typst itself and of the whole.

    Typst remembers what it has set before, so each time another edition of the same report is set.
    """
    editions = iter(range(10, 10 + 2 * rounds))
    alone, whole = [], []
    for _ in range(rounds):
        source = pdf.given(layout.classic(a_report(paragraphs, next(editions))))
        alone.append(seconds(partial(pdf.compiled, source)))
        whole.append(seconds(partial(compose, a_report(paragraphs, next(editions)), form="pdf")))
    return min(alone), min(whole)


def main() -> int:
    """Print the table; exit 1 when the goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds count (default 5)")
    rounds = parser.parse_args().rounds
    print(f"{'report':<8}{'pages':>7}{'typst itself':>15}{'verslag':>12}{'times':>9}{'goal':>8}")
    met = True
    for name, paragraphs in PARAGRAPHS.items():
        pages = len(pypdf.PdfReader(io.BytesIO(compose(a_report(paragraphs, 1), form="pdf"))).pages)
        alone, whole = measured(paragraphs, rounds)
        ratio = whole / alone
        met = met and ratio < GOAL
        print(
            f"{name:<8}{pages:>7}{alone * 1000:>12.0f} ms{whole * 1000:>9.0f} ms{ratio:>8.2f}x{GOAL:>7.0f}x"
            f"  {'met' if ratio < GOAL else 'NOT MET'}"
        )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
