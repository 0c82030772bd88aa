"""How fast a letter is read, against the compiled patterns of the reader itself run bare over the same text.

Which patterns count is found out, not listed: a reading in which every pattern notes what it is given shows which of
them see the whole text, scanning it or line by line. These are then run alone, in the way in which they are used, and
their time is the yardstick. The letters are made: one verslag whose reply goes on and on. Seconds are for people.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import documents
from config import reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from procedure.rulebook import Rulebook

SMALLEST, LARGEST = 10_000, 10_240_000
SHARE = 0.9
"""A pattern counts when it is given at least this part of the text."""
SPEED_GOAL = 1 / 3
DOUBLING_GOAL = 2.3
"""How much longer twice the text may take: linear, and some room for a machine that does other things too."""
SCANS = ("search", "finditer", "findall", "sub", "subn", "split")
ANCHORED = ("match", "fullmatch")

HEAD = """Eerste Kamer der Staten-Generaal
1
Vergaderjaar 2019–2020

35 999 Regels over het slaan van munten

B VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Vastgesteld 6 maart 2020

De leden van de vaste commissie voor Financiën1 hebben kennisgenomen van het voorstel. Naar
aanleiding hiervan hebben zij de Minister van Financiën op 19 januari 2020 een brief gestuurd.

De Minister heeft op 2 maart 2020 gereageerd.

De commissie brengt bijgaand verslag uit van het gevoerde schriftelijk overleg.

De griffier van de vaste commissie voor Financiën,
De Wilde

1 Samenstelling: Jansma (VVD), Oostra (CDA) (voorzitter), Vink (D66)

BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR FINANCIËN

Aan de Minister van Financiën

Den Haag, 19 januari 2020

De leden van de vaste commissie voor Financiën hebben een aantal vragen.

De commissie ontvangt uw antwoord graag binnen vier weken na dagtekening van deze brief.

De voorzitter van de vaste commissie voor Financiën,
P. Oostra

BRIEF VAN DE MINISTER VAN FINANCIËN

Aan de Voorzitter van de Eerste Kamer der Staten-Generaal

Den Haag, 2 maart 2020

In antwoord op uw brief van 19 januari 2020 bericht ik u als volgt.

"""
MIDDLE = """De leden van de fracties van D66 en SP vragen naar de stand van zaken. Conform mijn toezegging in
het debat van 12 maart 2019 (Kamerstukken I 2018/19, 35 999, nr. 4 en 35 000 XII, A) informeer ik uw
Kamer. Ik zal uw Kamer vóór 1 juli 2020 nader berichten over de uitkomsten van het overleg met de
Minister van Defensie. Zie ook COM(2016)270 en Handelingen I 2017/18, nr. 34, item 5, blz. 25-26.

De gemeenten hebben aangegeven dat zij meer tijd nodig hebben om de nieuwe werkwijze in te voeren.
Daarbij speelt mee dat de capaciteit bij de uitvoering beperkt is en dat de samen-
werking tussen de partijen nog niet overal op gang is gekomen. Het kabinet acht dat begrijpelijk, maar
hecht eraan dat de gestelde termijnen worden gehaald en dat burgers weten waar zij aan toe zijn.

De leden van de PvdA-fractie wijzen op het rapport van de Algemene Rekenkamer. Daaruit blijkt dat in
2018 ongeveer 40% van de aanvragen binnen acht weken is afgehandeld; een jaar eerder was dat 35%. De
oorzaak ligt volgens de onderzoekers in het aantal schijven waarover een besluit loopt. Inmiddels is
dat aantal teruggebracht van vijf naar drie, zoals ook in de brief van 4 november 2019 is beschreven.

1. Waarom is gekozen voor een vaste bijdrage?
Een bijdrage naar rato van het gebruik vraagt om metingen die nu niet worden gedaan. De kosten daarvan
wegen niet op tegen de opbrengst, zeker niet waar het om kleine bedragen gaat.
2. Hoe verhoudt het voorstel zich tot het Europese recht?
De richtlijn laat de lidstaten op dit punt vrij. Bij de behandeling van dossier 34 567 is daarover met
de Tweede Kamer uitvoerig van gedachten gewisseld, zie de nota naar aanleiding van het verslag.

Ten aanzien van de handhaving merk ik op dat de inspectie haar toezicht richt op de plaatsen waar het
risico het grootst is. Dat is een keuze die met de sector is besproken en die door de onafhankelijke
commissie onder leiding van mevrouw Van der Zwaag is onderschreven. Van een verplaatsing van problemen
is tot nu toe niet gebleken, al blijft waakzaamheid geboden. De leden van de SGP-fractie hebben gelijk
dat een meldpunt daaraan kan bijdragen; met de inrichting ervan is in het najaar een begin gemaakt.

Over de gevolgen voor de regio's aan de grens bestaat verschil van inzicht. De ondernemers daar vrezen
dat klanten wegblijven, terwijl de provincies juist kansen zien. De onderzoeken die hierover zijn
verschenen wijzen verschillende kanten op, en zij zijn ook niet goed te vergelijken. Ik heb daarom het
Centraal Planbureau gevraagd de uitgangspunten naast elkaar te leggen.

"""
FOOT = "De Minister van Financiën,\nQ.R. Sluis\n"


def a_letter(size: int) -> str:
    """Return a verslag of about so many bytes; no promise in it names the day of another near it."""
    count = max(1, (size - len(HEAD)) // len(MIDDLE.encode()))
    told = (MIDDLE.replace("1 juli 2020", f"{n % 30 + 1} juli {2020 + n // 30 % 80}") for n in range(count))
    return "".join((HEAD, *told, FOOT))


class Noting:
    """A pattern that notes how many characters each way of using it was given."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        """Stand in for a pattern."""
        self.pattern, self.given = pattern, Counter[str]()

    def __getattr__(self, name: str) -> Any:
        """Return what the pattern has under a name; of a way to use it, one that notes what it is given."""
        own = getattr(self.pattern, name)
        if name not in {*SCANS, *ANCHORED}:
            return own

        def noting(*given: Any, **named: Any) -> Any:
            text = given[1] if name in {"sub", "subn"} else given[0]
            begin = given[1] if len(given) > 1 and name not in {"sub", "subn", "split"} else 0
            self.given[name] += len(text[begin:]) if name in SCANS else min(len(text), 200)
            return own(*given, **named)

        return noting


def patterns_of_the_reader() -> Iterator[tuple[Any, str, re.Pattern[str]]]:
    """Give every pattern that a module of the reader holds by a name, with the module and that name."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"documents", "procedure"}:
            for held, value in list(vars(module).items()):
                if isinstance(value, re.Pattern):
                    yield module, held, value


def patterns_used(rulebook: Rulebook) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """Return the patterns that see the whole of a text: those that scan it, and those that are put to each line."""
    text = a_letter(SMALLEST * 3)
    documents.read(text.encode(), name="letter.txt", rulebook=rulebook)
    noting = {id(pattern): Noting(pattern) for _, _, pattern in patterns_of_the_reader()}
    held = list(patterns_of_the_reader())
    for module, name, pattern in held:
        setattr(module, name, noting[id(pattern)])
    documents.read(text.encode(), name="letter.txt", rulebook=rulebook)
    for module, name, pattern in held:
        setattr(module, name, pattern)
    scans = [n.pattern for n in noting.values() if sum(n.given[way] for way in SCANS) >= SHARE * len(text)]
    anchored = [
        n.pattern
        for n in noting.values()
        if n.pattern not in scans and sum(n.given[way] for way in ANCHORED) >= SHARE * len(text)
    ]
    return scans, anchored


def seconds(act: Callable[[], object], rounds: int) -> float:
    """Return the best time of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        act()
        best = min(best, time.process_time() - begun)
    return best


def bare(text: str, scans: list[re.Pattern[str]], anchored: list[re.Pattern[str]]) -> None:
    """Run the patterns alone: each over the whole text, or put to each of its lines."""
    for pattern in scans:
        for _ in pattern.finditer(text):
            pass
    lines = text.split("\n")
    for pattern in anchored:
        for line in lines:
            pattern.match(line)


def measured(
    text: str, rulebook: Rulebook, scans: list[re.Pattern[str]], anchored: list[re.Pattern[str]]
) -> tuple[float, float, float]:
    """Return how long it takes to read a text, to find its citations, and to run the patterns alone."""
    data, rounds = text.encode(), max(2, min(5, 1_000_000 // len(text)))
    return (
        seconds(lambda: documents.read(data, name="letter.txt", rulebook=rulebook), rounds),
        seconds(lambda: documents.find(text), rounds),
        seconds(lambda: bare(text, scans, anchored), rounds),
    )


def main() -> int:
    """Print the table; exit 1 when a goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=LARGEST, help="bytes of the largest letter (default 10 MB)")
    largest = parser.parse_args().largest
    rulebook = reference.packaged_rulebook()
    scans, anchored = patterns_used(rulebook)
    print(f"patterns that see the whole text: {len(scans)} scan it, {len(anchored)} are put to each line")
    print(f"{'size':>10}{'read':>10}{'find':>10}{'patterns':>10}{'speed of patterns':>19}{'time for twice':>16}")
    met, before, size = True, 0.0, SMALLEST
    while size <= largest:
        took, found, alone = measured(a_letter(size), rulebook, scans, anchored)
        twice = took / before if before else 0.0
        print(f"{size:>10,}{took:>9.3f}s{found:>9.3f}s{alone:>9.3f}s{alone / took:>18.2f}x{twice:>15.2f}x")
        met = met and alone / took >= SPEED_GOAL and twice <= DOUBLING_GOAL
        before, size = took, size * 2
    print("goals met" if met else f"NOT MET: at least {SPEED_GOAL:.2f}x, at most {DOUBLING_GOAL}x for twice the text")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
