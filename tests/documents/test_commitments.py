"""What a sentence does with a promise to the Chamber. The sentences are our own."""

import pytest

from documents.commitments import status_of
from documents.values import CommitmentStatus as Status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Ik zal uw Kamer voor 1 december 2016 informeren over de uitkomsten.", Status.NEW),
        ("Voor het zomerreces ontvangt uw Kamer de volgende rapportage.", Status.NEW),
        ("Uw Kamer wordt uiterlijk januari 2019 geïnformeerd over de voortgang.", Status.NEW),
        ("Ik zeg uw Kamer toe dat de regeling wordt nagekeken.", Status.NEW),
        ("De evaluatie zal op korte termijn met uw Kamer gedeeld worden.", Status.NEW),
        ("Ik wil de leden van de SP-fractie toezeggen dat de drempel verdwijnt.", Status.NEW),
        ("In mei 2010 zal ik u nader berichten over de dekking.", Status.NEW),
        ("Eind 2012 ontvangt uw Kamer een overzicht van alle bruggen.", Status.NEW),
        ("In het voorjaar van 2024 stuur ik de Kamer de eindrapportage.", Status.NEW),
        ("Na afloop van de Raad zal ik uw Kamer schriftelijk verslag doen.", Status.NEW),
        ("Het wetsvoorstel zal in het eerste kwartaal aan de Tweede Kamer worden aangeboden.", Status.NEW),
        ("U kunt mijn nadere reactie uiterlijk 1 juli tegemoet zien.", Status.NEW),
        ("Wij komen hier in het najaar bij uw Kamer op terug.", Status.NEW),
        ("Ik zal beide Kamers op de hoogte houden van het verloop.", Status.NEW),
        ("In de volgende voortgangsrapportage ga ik nader in op de wachttijden.", Status.NEW),
        ("Ik stel mij voor bij de eerstkomende rapportage nader in te gaan op het advies.", Status.INTENTION),
        ("Zodra het besluit in de Staatscourant staat, zal ik uw Kamer daarvan in kennis stellen.", Status.CONDITIONAL),
        ("Zodra het rapport er is, zal ik u hierover nader informeren.", Status.CONDITIONAL),
        ("Mocht het besluit wijzigen, dan zal ik u daarover berichten.", Status.CONDITIONAL),
        ("Indien dit verandert, informeer ik uw Kamer.", Status.CONDITIONAL),
        ("Ik zal uw Kamer informeren, mits de onderhandelingen dat toelaten.", Status.CONDITIONAL),
        ("Als blijkt dat de kade verzakt, zal ik de Kamer direct inlichten.", Status.CONDITIONAL),
        ("Ik zal de Kamer jaarlijks informeren over de stand van zaken.", Status.RECURRING),
        ("Uw Kamer ontvangt ieder half jaar een rapportage over de inzet.", Status.RECURRING),
        ("Ik rapporteer uw Kamer twee keer per jaar over de wachttijden.", Status.RECURRING),
        ("Wij zullen de Kamer iedere maand een overzicht sturen.", Status.RECURRING),
        ("Ik hoop uw Kamer volgend voorjaar een eerste beeld te kunnen sturen.", Status.INTENTION),
        ("Wij zijn voornemens uw Kamer na de zomer een wetsvoorstel toe te zenden.", Status.INTENTION),
        ("Ik streef ernaar de Kamer in het vierde kwartaal van 2024 een plan te sturen.", Status.INTENTION),
        ("De Minister heeft op 13 maart toegezegd deze informatie naar de Kamer te sturen.", Status.RECALLED),
        ("In uw brief heeft u reeds toegezegd dit te zullen doen.", Status.RECALLED),
        ("Mijn ambtsvoorganger zegde de leden een onderzoek toe.", Status.RECALLED),
        ("Zie ook toezegging T02538 over de inzet van het kabinet.", Status.RECALLED),
        ("Aan de toezegging aan het lid Visser is nog niet voldaan.", Status.RECALLED),
        ("In het debat van 3 mei heb ik toegezegd de cijfers te laten nagaan.", Status.RECALLED),
        ("T02755 Het rapport wordt voor 1 juli 2020 aan uw Kamer gezonden.", Status.RECALLED),
        ("Met deze brief voldoe ik aan deze toezegging aan uw Kamer.", Status.FULFILLED),
        ("Hiermee doe ik mijn toezegging aan het lid Smit gestand.", Status.FULFILLED),
        ("Daarmee is toezegging T02671 voldaan.", Status.FULFILLED),
        ("Daarmee is aan de toezegging voldaan.", Status.FULFILLED),
        ("T01814 De toezegging is nagekomen met de brief van 30 juni 2016.", Status.FULFILLED),
        ("Conform mijn toezegging stuur ik uw Kamer hierbij de evaluatie.", Status.FULFILLED),
        ("Zoals toegezegd in het commissiedebat informeer ik u over de kosten.", Status.FULFILLED),
    ],
)
def test_a_promise_is_told_by_what_the_sentence_does_with_it(sentence: str, status: Status) -> None:
    assert status_of(sentence, promises=True) is status


@pytest.mark.parametrize(
    "sentence",
    [
        # done by this very letter, or before it
        "Hierbij bied ik uw Kamer de antwoorden aan.",
        "Met deze brief informeer ik uw Kamer over de begroting van volgend jaar.",
        "In antwoord op uw brief van 10 maart 2015 bericht ik u het volgende.",
        "Naar aanleiding van uw verzoek van 3 mei bericht ik u als volgt.",
        "In mijn brief van 12 juni 2018 heb ik uw Kamer hierover geïnformeerd.",
        "Uw Kamer is op 4 december geïnformeerd over de herindeling.",
        "Een afschrift van deze brief zal ik aan de Tweede Kamer zenden.",
        "Ik vertrouw erop uw Kamer hiermee voldoende te hebben geïnformeerd.",
        "De Kamer ontving het rapport in mei 2016.",
        "In de volgende paragraaf ga ik nader in op de wachttijden.",
        # to others, or by others
        "De toegezegde extra middelen voor de telers zijn uitgekeerd.",
        "De gemeenten worden voor 1 juli geïnformeerd door de provincie.",
        "De gemeenten hebben de ouders toegezegd dat zij elke maand een bericht ontvangen.",
        "Het Openbaar Ministerie zal de slachtoffers voor 1 september 2022 informeren.",
        "Ik zal de petitionarissen binnen twee weken antwoorden.",
        "De lidstaten hebben elkaar toegezegd de wachters uiterlijk in juni 2017 te hervestigen.",
        "De sector heeft extra middelen toegezegd aan de opleidingen.",
        "De Minister van Financiën heeft het budget voor dit jaar al toegezegd.",
        "De vereniging heeft mij toegezegd haar leden binnenkort te berichten.",
        "Ik heb de waterschappen toegezegd de kosten te vergoeden.",
        "De Europese Commissie heeft toegezegd in het najaar met een voorstel te komen.",
        "De inspectie zal de scholen in september bezoeken.",
        "Zoals uw Kamer weet, zullen de gemeenten de bewoners voor 1 mei informeren.",
        "Zoals ik uw Kamer heb gemeld, zal de bank de klanten in maart inlichten.",
        "De Kamer van Koophandel zal de ondernemers voor 1 januari een brief sturen.",
        # wishes of the Chamber
        "De leden willen de toezegging dat de regeling blijft.",
        "Kan de Minister toezeggen dat de Kamer voor het zomerreces wordt geïnformeerd?",
        "De leden van de CDA-fractie vragen de Minister de Kamer voor 1 juli te informeren.",
        "De motie verzoekt de regering de Kamer voor het einde van het jaar te informeren.",
        "De leden van uw Kamer hebben gevraagd om een toezegging over de financiering.",
        "De commissie wenst de toezegging dat zij tijdig wordt betrokken.",
        "Is de Staatssecretaris bereid de Kamer jaarlijks te rapporteren?",
        # refusals, and what would have been
        "Hij zegde niet toe de regeling te wijzigen.",
        "Ik kan uw Kamer dat nu nog niet voor alle projecten toezeggen.",
        "Die toezegging kan ik dan ook niet doen.",
        "Wij hebben niet toegezegd dat dit budget structureel is.",
        "Ik kan uw Kamer niet voor 1 juli informeren.",
        "Ik zal uw Kamer hierover niet afzonderlijk berichten.",
        "U ontvangt hierover in het najaar geen aparte brief.",
        "De Kamer zou voor de zomer worden geïnformeerd.",
        # about promises at large
        "Toezeggingen Duurzaamheid",
        "Tweemaal per jaar doet de Kamer u een overzicht toekomen van de openstaande toezeggingen.",
        "Wij gaan hieronder op elk van de toezeggingen in.",
        "In de bijlage staan de toezeggingen waarvan de termijn is verstreken.",
        # the future, but not the Chamber's
        "De brug wordt in september 2026 geopend voor het verkeer.",
        "Het kabinet zal voor 1 juli een besluit nemen over de vaargeul.",
        "Na de zomer begint de inspectie met de controles.",
        "Het onderzoek wordt medio 2025 afgerond.",
    ],
)
def test_what_promises_the_chamber_nothing_is_no_commitment(sentence: str) -> None:
    assert status_of(sentence, promises=True) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij zullen u voor 1 juli informeren over ons oordeel.",
        "De commissie zal u uiterlijk in mei berichten.",
        "Zodra de commissie heeft besloten, ontvangt u bericht.",
    ],
)
def test_a_committee_makes_no_promises(sentence: str) -> None:
    assert status_of(sentence, promises=False) is None


def test_a_committee_may_recall_a_promise() -> None:
    assert status_of("U heeft de Kamer toegezegd dit te onderzoeken.", promises=False) is Status.RECALLED
    assert status_of("Toezegging T02299 is als niet voldaan aangemerkt.", promises=False) is Status.RECALLED
