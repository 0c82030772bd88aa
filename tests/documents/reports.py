"""Reports of our own invention, one for each thing that a report can have."""

from dataclasses import replace
from datetime import date

from documents.values import Footnote, Letter, Reading, Signatory
from procedure.vocabulary import Chamber, DocType, LetterKind

REQUEST = Letter(
    LetterKind.REQUEST,
    heading="BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR WATERWEGEN",
    signatories=(Signatory("Voorzitter van de vaste commissie voor Waterwegen", "P. Oostra"),),
    addressees=("Minister van Waterwegen",),
    address=("Aan de Minister van Waterwegen",),
    place="Den Haag",
    dated_on=date(2019, 3, 19),
    body=(
        "Geachte minister,",
        "Vragen van de leden van de fractie van het CDA",
        "De leden van de fractie van het CDA lazen uw brief over sluizen.1 Zij stellen de volgende vragen:",
        "1. Hoeveel sluizen worden op afstand bediend?",
        "2. Wat kost een sluiswachter per m2 kolk?",
        "De commissie ziet uw antwoord graag binnen vier weken tegemoet.",
    ),
    signature="De voorzitter van de vaste commissie voor Waterwegen,\nP. Oostra",
)
REPLY = Letter(
    LetterKind.REPLY,
    signatories=(Signatory("Minister van Waterwegen", "Q.R. Sluis"),),
    addressees=("Voorzitter van de Eerste Kamer der Staten-Generaal",),
    place="Den Haag",
    dated_on=date(2019, 4, 23),
    body=("In stuk 20182 staat het aantal.", "– De eerste sluis.", "– De tweede sluis.", "CO2 telt mee."),
    signature="De Minister van Waterwegen,\nQ.R. Sluis",
)
DEFERRAL = replace(
    REPLY, kind=LetterKind.DEFERRAL, dated_on=date(2019, 4, 9), body=("De beantwoording vergt meer tijd.",)
)
CLASSIC = Reading(
    file="",
    sha256="",
    doc_type=DocType.VSO,
    chamber=Chamber.EK,
    dossiers=("35101", "35102-VII", "35102-IV"),
    dossier_titles=("Wet op de sluizen", "", "Richtlijn regenmeters COM(2018)4413"),
    number="C",
    session_year="2018-2019",
    title="VERSLAG VAN EEN SCHRIFTELIJK OVERLEG",
    adopted_on=date(2019, 4, 24),
    committees=("vaste commissie voor Waterwegen",),
    introduction="De leden van de vaste commissie voor Waterwegen4 lazen de brief.\n\nDe Minister heeft gereageerd.",
    clerk="De Wilde",
    clerk_capacity="De griffier van de vaste commissie voor Waterwegen",
    letters=(REQUEST, REPLY),
    footnotes=(
        Footnote("3", "Zie dossier E190012 op www.europapoort.nl"),
        Footnote("4", "Samenstelling: Jansma (VVD), Oostra (CDA) (voorzitter)"),
        Footnote("1", "Kamerstukken I 2018/19, 35 101, A.", 0, 2),
        Footnote("2", "Kamerstukken II 2017/18, 35 101, nr. 4.", 1, 0),
    ),
)
REPORTS: dict[str, Reading] = {
    "classic": CLASSIC,
    "without sentences of its own": replace(CLASSIC, introduction=None, footnotes=CLASSIC.footnotes[2:]),
    "a further round, reprinted": replace(
        CLASSIC,
        doc_type=DocType.NADER_VSO,
        title="VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG",
        reprint="HERDRUK5",
        adopted_line="Vastgesteld 24 april 2019 om 09.00 uur",
        footnotes=(*CLASSIC.footnotes, Footnote("5", "In verband met een correctie in de ondertekening.")),
    ),
    "joint committees, several letters, a deferral printed": replace(
        CLASSIC,
        committees=("vaste commissie voor Waterwegen", "vaste commissie voor Wolken"),
        letters=(REQUEST, DEFERRAL, replace(REQUEST, dated_on=date(2019, 4, 12)), REPLY, REPLY),
        footnotes=CLASSIC.footnotes[:3],
    ),
    "a confidential letter, only mentioned": replace(
        CLASSIC,
        letters=(REQUEST, Letter(LetterKind.REPLY, heading="ANTWOORD", body=("Deze brief is vertrouwelijk.",))),
        footnotes=CLASSIC.footnotes[:3],
    ),
    "the other chamber, letters without headings": replace(
        CLASSIC,
        chamber=Chamber.TK,
        number="345",
        chair="Vermeij",
        chair_capacity="De voorzitter van de commissie",
        letters=(
            Letter(LetterKind.REQUEST, body=("Inhoudsopgave", "I Vragen van de fracties", "De leden vragen.")),
            Letter(LetterKind.REPLY, body=("II Antwoord van de Minister", "Nee."), heading=None),
        ),
        footnotes=CLASSIC.footnotes[:2],
    ),
    "letters alone": replace(
        CLASSIC,
        chamber=None,
        dossiers=(),
        dossier_titles=(),
        number=None,
        title=None,
        adopted_on=None,
        session_year=None,
        introduction=None,
        clerk=None,
        footnotes=CLASSIC.footnotes[2:],
    ),
    "notes whose place or mark does not exist": replace(
        CLASSIC,
        footnotes=(
            Footnote("9", "Geen merk in de tekst.", 0, 99),
            Footnote("1", "Twee noten dragen dit merk.", 0, 2),
            Footnote("1", "Dit is de andere.", 0, 5),
            Footnote("8", "Deze brief bestaat niet.", 12, 0),
        ),
        closing="Bijlage 1\n\nEen tabel.",
    ),
    "letters with marks of their own": replace(
        CLASSIC,
        introduction="De commissie1 schreef.",
        letters=(
            replace(REQUEST, body=("De brief7 en het rapport3 zijn bekend.",)),
            replace(REPLY, body=("Zie het besluit1 en de nota*.", "Einde.")),
        ),
        footnotes=(
            Footnote("1", "Voorin."),
            Footnote("7", "Zeven.", 0, 0),
            Footnote("3", "Drie.", 0, 0),
            Footnote("1", "Weer een.", 1, 0),
            Footnote("*", "Een ster.", 1, 0),
        ),
    ),
    "hostile words": replace(
        CLASSIC,
        introduction="<script>alert(1)</script> &amp; \"#read('/etc/passwd')\" *a* _b_ @c <d> \\ $x$ `r` // -- ~",
        letters=(
            replace(
                REPLY,
                heading="BRIEF <b>VAN</b> #panic() &nbsp;",
                body=(
                    "]]> {{7*7}} %s \\u0041 ${x} </w:t> =cmd|' 1. https://example.org/?a=1&b=2",
                    "#set page(width: 1pt)",
                ),
                signature="= Kop\n- punt\n+ plus\n/ term: x",
            ),
        ),
        footnotes=(Footnote("1", '#read("/etc/hostname") <noot> & "x"', 0, 0),),
    ),
}
