"""The sentence of each step and each doubt, in Dutch and English: data for `procedure.wording`."""

from procedure.vocabulary import Language

NL, EN = Language.NL, Language.EN

SENTENCES: dict[str, dict[Language, str]] = {
    # from where is counted
    "start_dated": {
        NL: "De termijn begint na de dagtekening, {day}; die dag zelf telt niet mee.",
        EN: "The term begins after the date of the letter, {day}; that day itself does not count.",
    },
    "start_unnamed": {
        NL: "Er is geen beginpunt genoemd; de termijn begint na de dagtekening, {day}. Die dag zelf telt niet mee.",
        EN: "No starting point is named; the term begins after the date of the letter, {day}. That day itself does not"
        " count.",
    },
    "start_received": {
        NL: "De termijn begint na de ontvangst op {day}; die dag zelf telt niet mee.",
        EN: "The term begins after receipt on {day}; that day itself does not count.",
    },
    "start_assumed": {
        NL: "De dag van ontvangst is niet bekend; geteld wordt vanaf de dagtekening, {day}.",
        EN: "The day of receipt is not known; the count runs from the date of the letter, {day}.",
    },
    # counting
    "count": {NL: "{length} later is {day}.", EN: "{length} later is {day}."},
    "count_back": {
        NL: "{length} eerder is {day}; een termijn die wordt teruggerekend, schuift niet op.",
        EN: "{length} earlier is {day}; a term reckoned backwards does not roll over.",
    },
    "clamped": {
        NL: "Die maand heeft geen dag {wanted}; de laatste dag van de maand is {day}.",
        EN: "That month has no day {wanted}; the last day of the month is {day}.",
    },
    "week_is": {
        NL: "Een week telt vijf werkdagen; {length} is dus {working} werkdagen.",
        EN: "A week counts five working days; {length} is {working} working days.",
    },
    "count_working": {NL: "{length} verder is {day}.", EN: "{length} on is {day}."},
    "skipped": {NL: "{day} telt niet mee: {why}.", EN: "{day} does not count: {why}."},
    "rolled": {
        NL: "{day} is geen werkdag ({why}); de termijn loopt door.",
        EN: "{day} is no working day ({why}); the term runs on.",
    },
    "rolled_to": {
        NL: "De eerstvolgende werkdag is {day}.",
        EN: "The next working day is {day}.",
    },
    "stretched": {
        NL: "De termijn moet ten minste {least} werkdagen bevatten en loopt daarom tot en met {day}"
        " (Algemene termijnenwet, artikel 2).",
        EN: "The term must hold at least {least} working days and therefore runs to {day}"
        " (Algemene termijnenwet, article 2).",
    },
    "outside_rule": {
        NL: "Op een termijn van {length} is de Algemene termijnenwet niet van toepassing (artikel 4); er is niets"
        " verschoven.",
        EN: "The Algemene termijnenwet does not apply to a term of {length} (article 4); nothing was moved.",
    },
    "shortest": {NL: "De kortste lezing, {length}, is {day}.", EN: "The shortest reading, {length}, is {day}."},
    # named days
    "named_day": {NL: "Genoemd is {day}.", EN: "The day named is {day}."},
    "year_added": {
        NL: "Het jaartal ontbreekt; bedoeld is de eerste zo'n dag na de dagtekening, {day}.",
        EN: "The year is left out; meant is the first such day after the date of the letter, {day}.",
    },
    "weekday_agrees": {NL: "De genoemde weekdag klopt met de datum.", EN: "The weekday named agrees with the date."},
    "weekday_placed": {NL: "De genoemde weekdag valt op {day}.", EN: "The weekday named falls on {day}."},
    "period": {
        NL: "Genoemd is een {period}: {first} tot en met {last}.",
        EN: "A {period} is named: {first} to {last}.",
    },
    "period_part": {
        NL: "Genoemd is een deel van een {period} ({part}); de laatste dag daarvan is {last}.",
        EN: "A part of a {period} is named ({part}); its last day is {last}.",
    },
    "feast": {NL: "{feast} valt op {day}.", EN: "{feast} falls on {day}."},
    "recess_found": {
        NL: "Het {recess} van de {chamber} loopt van {first} tot en met {last} (bron: {source}).",
        EN: "The {recess} of the {chamber} runs from {first} to {last} (source: {source}).",
    },
    "day_before": {
        NL: "Vóór {named}: de laatste dag die nog op tijd is, is {day}.",
        EN: "Before {named}: the last day that is still in time is {day}.",
    },
    "put_off_until": {
        NL: "Uitstel tot {day} loopt tot en met die dag.",
        EN: "A postponement until {day} runs up to and including that day.",
    },
    "at_the_clock": {NL: "Het genoemde tijdstip is {at}.", EN: "The moment named is {at}."},
    "end_of_day": {NL: "Het einde van {day} telt nog mee.", EN: "The end of {day} still counts."},
    "softer": {NL: "Als zachtere datum is {day} genoemd.", EN: "As a softer date {day} is named."},
    # what came of it
    "result": {NL: "Laatste dag die op tijd is: {day}.", EN: "Last day in time: {day}."},
    "result_at": {NL: "Uiterlijk op {at}.", EN: "At the latest on {at}."},
    "free_day": {
        NL: "{day} is geen werkdag ({why}); de datum verschuift niet, de werkdag ervoor is {before}.",
        EN: "{day} is no working day ({why}); the date does not move, the working day before it is {before}.",
    },
    "in_recess": {
        NL: "De datum valt in het {recess} van de {chamber} ({first} tot en met {last}); de termijn loopt door.",
        EN: "The date falls in the {recess} of the {chamber} ({first} to {last}); the term runs on.",
    },
    "beyond_calendar": {
        NL: "De kalender reikt tot en met {last}; of {day} een werkdag is, is niet bekend.",
        EN: "The calendar reaches to {last}; whether {day} is a working day is not known.",
    },
    "answer_by": {
        NL: "Het antwoord moet er uiterlijk op {day} zijn.",
        EN: "The answer must be there on {day} at the latest.",
    },
    "send_by": {
        NL: "Met een termijn van {length} moet de brief uiterlijk {day} gedagtekend en verzonden zijn.",
        EN: "With a term of {length} the letter must be dated and sent on {day} at the latest.",
    },
    "day_later": {
        NL: "Een dag later verzonden zou de termijn op {day} eindigen, en dat is te laat.",
        EN: "Sent a day later the term would end on {day}, and that is too late.",
    },
    "send_on_free_day": {
        NL: "{day} is geen werkdag ({why}); de werkdag ervoor is {before}.",
        EN: "{day} is no working day ({why}); the working day before it is {before}.",
    },
    # why there is no day
    "vague_period": {
        NL: "Van {that_period} ({first} tot en met {last}) is alleen een deel genoemd ({part}); dat is geen dag.",
        EN: "Only a part of that {period} ({first} to {last}) is named ({part}); that is no day.",
    },
    "no_day_vague": {NL: "De woorden noemen geen dag.", EN: "The words name no day."},
    "no_day_season": {
        NL: "Een seizoen is geen dag; een mens moet zeggen welke datum geldt.",
        EN: "A season is no day; a person must say which date applies.",
    },
    "no_day_periodic": {
        NL: "De toezegging keert terug en heeft geen ene einddatum.",
        EN: "This recurs and has no single last day.",
    },
    "no_day_not_before": {
        NL: "De woorden zeggen wanneer het op zijn vroegst komt, niet wanneer uiterlijk.",
        EN: "The words say when it comes at the earliest, not at the latest.",
    },
    "no_day_around": {
        NL: "De woorden noemen een dag of duur bij benadering; dat is geen laatste dag.",
        EN: "The words name a day or length by approximation; that is no last day.",
    },
    "no_day_ample": {
        NL: "'Ruim' of 'tijdig' voor een dag zegt niet hoeveel eerder; een mens moet een datum kiezen.",
        EN: "'In good time' before a day does not say how much earlier; a person must choose a date.",
    },
    "no_day_condition": {
        NL: "De woorden hangen aan een voorwaarde zonder dag.",
        EN: "The words hang on a condition without a day.",
    },
    "no_day_occasion": {
        NL: "De gebeurtenis heeft in de tekst geen dag; een mens moet een datum noemen.",
        EN: "The occasion has no day in the text; a person must name a date.",
    },
    "no_day_reference": {
        NL: "De termijn waarnaar wordt verwezen, staat niet in deze woorden.",
        EN: "The term referred to does not stand in these words.",
    },
    "no_day_denied": {
        NL: "De woorden zeggen dat een termijn niet wordt gehaald; zij noemen geen nieuwe dag.",
        EN: "The words say that a term will not be met; they name no new day.",
    },
    "no_day_unclear": {
        NL: "De woorden zijn niet eenduidig; een mens moet zeggen welke datum geldt.",
        EN: "The words are not clear; a person must say which date applies.",
    },
    "no_day_uncounted": {
        NL: "De woorden noemen een duur die op geen dag uitkomt; een mens moet zeggen welke datum geldt.",
        EN: "The words name a length that leads to no day; a person must say which date applies.",
    },
    "no_day_none": {NL: "Er staat geen termijn in de tekst.", EN: "There is no term in the text."},
    "outer_day": {
        NL: "In elk geval moet het vóór {day} zijn.",
        EN: "In any case it must be before {day}.",
    },
    # doubts and warnings
    "no_such_day": {
        NL: "De genoemde datum bestaat niet of heeft een onmogelijk jaartal; nakijken in de brief.",
        EN: "The date named does not exist or has an impossible year; check the letter.",
    },
    "no_such_period": {
        NL: "{the_named_period} bestaat niet in dat jaar; nakijken in de brief.",
        EN: "The {period} named does not exist in that year; check the letter.",
    },
    "weekday_differs": {
        NL: "De brief zegt {weekday}, maar de datum is {day}; een mens moet zeggen wat bedoeld is.",
        EN: "The letter says {weekday}, but the date is {day}; a person must say what is meant.",
    },
    "same_day": {
        NL: "De genoemde dag is de dag van de brief zelf, {day}, als hetzelfde jaar is bedoeld.",
        EN: "The day named is the day of the letter itself, {day}, if the same year is meant.",
    },
    "far_off": {
        NL: "Zonder jaartal gelezen ligt de datum ver weg, {day}; mogelijk is een dag bedoeld die al voorbij was.",
        EN: "Read without a year the date lies far off, {day}; a day already past may have been meant.",
    },
    "too_long": {
        NL: "Een termijn van {length} is niet aannemelijk; nakijken in de brief.",
        EN: "A term of {length} is not plausible; check the letter.",
    },
    "occasion_unknown": {
        NL: "De termijn van {length} hangt aan een gebeurtenis waarvan de dag niet in de tekst staat.",
        EN: "The term of {length} hangs on an occasion whose day is not in the text.",
    },
    "received_unknown": {
        NL: "De dag van ontvangst is niet vastgelegd; aangenomen is de dagtekening, {day}.",
        EN: "The day of receipt is not recorded; the date of the letter, {day}, was assumed.",
    },
    "received_early": {
        NL: "De brief zou zijn ontvangen op {day}, vóór de dagtekening {dated}.",
        EN: "The letter would have been received on {day}, before its own date {dated}.",
    },
    "hours_from_unknown": {
        NL: "De termijn is in uren gesteld en het beginuur is niet bekend; gerekend is in hele dagen.",
        EN: "The term is set in hours and the first hour is not known; whole days were counted.",
    },
    "receipt_as_sent": {
        NL: "De termijn begint na de ontvangst; gerekend is alsof de brief op {day} ook wordt ontvangen.",
        EN: "The term begins after receipt; it was reckoned as if the letter is also received on {day}.",
    },
    "recess_unknown": {
        NL: "Het {recess} van de {chamber} staat niet in de tabel; zonder tabel geen datum.",
        EN: "The {recess} of the {chamber} is not in the table; without the table there is no date.",
    },
    "recess_stale": {
        NL: "De recestabel is voor het laatst nagekeken op {checked_on}.",
        EN: "The recess table was last checked on {checked_on}.",
    },
    "range_unclear": {
        NL: "Het begin van de genoemde periode ligt na het einde, {day}; nakijken in de brief.",
        EN: "The period named begins after its end, {day}; check the letter.",
    },
    "decrees_unknown": {
        NL: "Gelijkstelling onbekend: welke dagen bij besluit met een feestdag zijn gelijkgesteld, is niet bekend voor"
        " {years}.",
        EN: "Decree days unknown: which days were equated with a feast day is not known for {years}.",
    },
    "hour_shifts": {
        NL: "Dit tijdstip bestaat die dag niet door het verzetten van de klok; gerekend is met {at}.",
        EN: "This hour does not exist on that day as the clock is changed; {at} was taken.",
    },
    "restated_differs": {
        NL: "De brief noemt de termijn twee keer en de uitkomsten verschillen: {day} en {other}.",
        EN: "The letter gives the term twice and the results differ: {day} and {other}.",
    },
    "softer_later": {
        NL: "De zachtere datum, {day}, ligt na de harde, {due}; nakijken in de brief.",
        EN: "The softer date, {day}, lies after the hard one, {due}; check the letter.",
    },
    "before_letter": {
        NL: "De genoemde dag, {day}, ligt vóór de dagtekening, {dated}; nakijken in de brief.",
        EN: "The day named, {day}, lies before the date of the letter, {dated}; check the letter.",
    },
    "doubt_several": {
        NL: "De tekst noemt meer dan één termijn; nakijken welke geldt.",
        EN: "The text names more than one term; check which one applies.",
    },
    "doubt_plain_voor": {
        NL: "'Voor' zonder accenten kan ook 'ten behoeve van' betekenen; nakijken in de brief.",
        EN: "'Voor' without accents can also mean 'for'; check the letter.",
    },
    "doubt_no_day_for_hour": {
        NL: "Er is een uur genoemd zonder dag.",
        EN: "An hour is named without a day.",
    },
    "doubt_part_of_day": {
        NL: "Er is een dagdeel genoemd zonder uur; gerekend is met de hele dag.",
        EN: "A part of the day is named without an hour; the whole day was counted.",
    },
}

ENGLISH_LABELS: dict[str, str] = {
    "saturday": "Saturday",
    "sunday": "Sunday",
    "new_year": "New Year's Day",
    "good_friday": "Good Friday",
    "easter_monday": "Easter Monday",
    "queens_day": "Queen's Day",
    "kings_day": "King's Day",
    "liberation_day": "Liberation Day",
    "ascension_day": "Ascension Day",
    "whit_monday": "Whit Monday",
    "christmas_day": "Christmas Day",
    "boxing_day": "Boxing Day",
    "decree": "equated with a feast day by decree",
    "summer": "summer recess",
    "autumn": "autumn recess",
    "christmas": "Christmas recess",
    "spring": "spring recess",
    "may": "May recess",
    "election": "election recess",
    "half_year": "half year",
    "first_half": "first half",
    "second_half": "second half",
    "EK": "Senate",
    "TK": "House of Representatives",
    "feast_christmas": "Christmas",
    "prinsjesdag": "Budget Day (Prinsjesdag)",
    "easter": "Easter",
    "whitsun": "Whitsun",
    "ascension": "Ascension Day",
}
