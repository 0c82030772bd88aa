"""The play as one page to look at: a calendar of the weeks, then day by day; it needs no other file and no script."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape

from desk.demo_play import ANSWERED, ASKED, DUE, PUBLISHED, Day, Mail, Play
from desk.text import counted, long_day, plain_day

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #5a6270; --line: #cfd5dd; --wait: #e8f1fb;
  --due: #fff2cc; --late: #fbe0dd; --done: #dff2e1; --accent: #154273; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #15181c; --soft: #a9b1bd; --line: #3b424c;
  --wait: #1b2c3f; --due: #463a12; --late: #4a2320; --done: #1d3a22; --accent: #9cc3f0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .5rem; } h2 { margin: 2.5rem 0 .75rem; font-size: 1.3rem; }
h3 { margin: 1.5rem 0 .25rem; font-size: 1.05rem; } p { margin: .35rem 0; } a { color: var(--accent); }
.note { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; } caption { text-align: left; color: var(--soft);
  padding-bottom: .5rem; } th { font-weight: 600; text-align: left; padding: .25rem .4rem; }
td { border: 1px solid var(--line); vertical-align: top; height: 4.6rem; padding: .3rem .4rem; font-size: .9rem;
  overflow-wrap: break-word; hyphens: auto; }
td b { display: block; font-size: 1rem; } td.wait { background: var(--wait); } td.due { background: var(--due); }
td.late { background: var(--late); } td.done { background: var(--done); }
td.event { box-shadow: inset 0 0 0 2px var(--accent); }
ol { list-style: none; margin: 0; padding: 0; }
ol li { border-left: 3px solid var(--line); padding: .1rem 0 .6rem 1rem; }
ol li.event { border-color: var(--accent); }
details { margin: .5rem 0; } summary { cursor: pointer; color: var(--accent); }
summary:focus-visible, a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); padding: 1rem; font-size: .9rem; }
.scroll { overflow-x: auto; } .scroll table { min-width: 40rem; }
"""

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def page(played: Play) -> str:
    """Return the whole page as HTML."""
    case = played.case
    title = f"{case['case']}: van verzoek tot verslag"
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p>{escape(case["subject"])}</p>
<p class="note">Nagespeeld met <code>griffie demo</code>. De brieven en de namen eronder zijn verzonnen; de data, de
commissie en de ambten zijn die van een overleg uit 2018. Er is geen mail verstuurd.</p>
{_facts(played)}
<h2>De weken in één blik</h2>
{_calendar(played)}
<h2>Dag voor dag</h2>
{_diary(played)}
<h2>Het verslag</h2>
<details><summary>Lees het gepubliceerde verslag</summary><pre>{escape(played.report)}</pre></details>
</main>
</body>
</html>
"""


def _facts(played: Play) -> str:
    case = played.case
    facts = {
        "Verzoek van": long_day(case["requested_on"]),
        "Antwoord uiterlijk": long_day(case["due_on"]),
        "Antwoord van": long_day(case["answered_on"]),
        "Te laat": counted(case["days_late"], "dag", "dagen"),
        "Gevraagd aan": "; ".join(one["office"] for one in case["addressees"]),
        "Commissie": "; ".join(case["committees"]),
        "Verslag": f"dossier {case['dossiers'][0]}, nummer {case['report']['number']}",
    }
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts.items())
    return f"<dl>{rows}</dl>"


def _calendar(played: Play) -> str:
    days = {day.on: day for day in played.days}
    head = "".join(f'<th scope="col"><abbr title="{name}">{name[:2]}</abbr></th>' for name in WEEKDAYS)
    monday, rows = ASKED - timedelta(days=ASKED.weekday()), []
    while monday <= PUBLISHED:
        week = (monday + timedelta(days=offset) for offset in range(7))
        rows.append(f"<tr>{''.join(_cell(day, days.get(day)) for day in week)}</tr>")
        monday += timedelta(days=7)
    caption = f"Van {plain_day(ASKED)} tot en met {plain_day(PUBLISHED)}; een omlijnde dag heeft een gebeurtenis."
    table = f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f'<div class="scroll" role="region" aria-label="De weken in één blik" tabindex="0">{table}</div>'


def _cell(on: date, day: Day | None) -> str:
    if day is None:
        return "<td></td>"
    words = [*day.words]
    if DUE < on <= ANSWERED:
        words.append(f"{counted((on - DUE).days, 'dag', 'dagen')} te laat")
    kind = _kind(on) + (" event" if day.events else "")
    return f'<td class="{kind}"><b>{on.day}</b>{"<br>".join(escape(word) for word in words)}</td>'


def _kind(on: date) -> str:
    if on > ANSWERED:
        return "done"
    if on > DUE:
        return "late"
    return "due" if on == DUE else "wait"


def _diary(played: Play) -> str:
    items = "".join(_item(day) for day in played.days if day.events)
    return f"<ol>{items}</ol>"


def _item(day: Day) -> str:
    events = "".join(f"<p>{escape(event)}</p>" for event in day.events)
    return f'<li class="event"><h3>{escape(long_day(day.on))}</h3>{events}{"".join(_mails(day.mails))}</li>'


def _mails(mails: list[Mail]) -> Iterator[str]:
    for mail in mails:
        link = f'<a href="mails/{escape(mail.file)}">{escape(mail.file)}</a>'
        summary = f"<summary>Lees de mail aan {escape(mail.to)}</summary>"
        yield f"<details>{summary}<p>{link}</p><pre>{escape(mail.text)}</pre></details>"
