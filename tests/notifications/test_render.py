"""Templates: they escape what they insert, do nothing else, and fail on what is missing."""

import re
import time
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, TemplateError, UndefinedError

import notifications
from notifications.notices import BY_HAND, TO_CLERK, TO_DESK, CaseLine, Notice, Sender, clerk, rappel, reminder
from notifications.render import render, templates

SENDER = Sender("Financiën", chair="A. Jansen")
ON = date(2018, 6, 25)
NOTICES = ["reminder", "clerk", "rappel"]
FETCHES_OR_LEADS_AWAY = frozenset(
    {"a", "img", "link", "script", "style", "iframe", "form", "input", "base", "object", "font", "table"}
)

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>alert(1)</script>",
    "</section></main></body>",
    "<img src=https://evil.example/p.png>",
    '<a href="javascript:alert(1)">klik</a>',
    "<style>body{background:url(https://evil.example)}</style>",
    "'; DROP TABLE message; --",
    "&lt;b&gt;",
    "<!-- -->",
    "]]><svg/onload=alert(1)>",
    "{{ 7 * 7 }}",
    "{% for x in range(10) %}x{% endfor %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self.__init__.__globals__ }}",
    "{# weg #}",
]


def notice(name: str, *, subject: str = "Twee verdragen") -> Notice:
    line = CaseLine(
        number="EK-2018-001",
        subject=subject,
        rung="second_rappel",
        requested_on=date(2018, 5, 31),
        addressees=(subject,),
        due_on=date(2018, 6, 14),
        original_due_on=date(2018, 6, 7),
        days_late=18,
        committee=f"Financiën {subject}",
        by_hand=True,
    )
    made = {
        "reminder": lambda: reminder([line, line], SENDER, on=ON),
        "clerk": lambda: clerk([line], SENDER, on=ON),
        "rappel": lambda: rappel(line, SENDER, on=ON),
    }
    return made[name]()


class Page(HTMLParser):
    """The elements of a page with their attributes, and its visible text."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; a line break parts words."""
        self.elements.append((tag, dict(attrs)))
        self.said += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        """Note what is said."""
        self.said += data


@pytest.mark.parametrize("name", NOTICES)
@pytest.mark.parametrize("subject", HOSTILE)
def test_a_hostile_subject_stays_text(name: str, subject: str) -> None:
    hostile, plain = render(notice(name, subject=subject)), render(notice(name))
    assert [tag for tag, _ in Page(hostile.html).elements] == [tag for tag, _ in Page(plain.html).elements]
    assert subject in Page(hostile.html).said
    assert subject in hostile.text


@given(st.text(alphabet="<>\"'&/=;:!-{}%# abcdehijlnoprstvx\r\n\x00", max_size=80))
def test_no_subject_adds_an_element_to_a_page(subject: str) -> None:
    pages = [render(notice("reminder", subject=one)).html for one in (f"x{subject}x", "xx")]
    hostile, plain = (Page(page).elements for page in pages)
    assert hostile == plain


@pytest.mark.parametrize("name", NOTICES)
def test_a_page_is_dutch_and_fetches_nothing(name: str) -> None:
    page = Page(render(notice(name)).html)
    assert page.elements[0] == ("html", {"lang": "nl"})
    tags = [tag for tag, _ in page.elements]
    assert {"title", "main"} <= set(tags)
    assert FETCHES_OR_LEADS_AWAY.isdisjoint(tags)
    for _, attributes in page.elements:
        assert not {"src", "srcset", "background", "action"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
        assert "url(" not in (attributes.get("style") or "")


@pytest.mark.parametrize("name", NOTICES)
def test_the_page_says_what_the_text_says(name: str) -> None:
    rendered = render(notice(name))
    words = set(re.findall(r"\w+", rendered.text))
    assert words <= set(re.findall(r"\w+", Page(rendered.html).said))


@pytest.mark.parametrize("name", NOTICES)
def test_a_name_that_is_missing_fails_before_anything_is_sent(name: str) -> None:
    whole = notice(name)
    for missing in whole.context:
        context = {key: value for key, value in whole.context.items() if key != missing}
        with pytest.raises(UndefinedError) as raised:
            render(Notice(name, context))
        assert missing in str(raised.value)


def test_every_notice_has_its_three_templates() -> None:
    folder = Path(next(iter(notifications.__path__))) / "templates"
    for name in (*NOTICES, "alarm"):  # the alarm is of no case; see test_alarms.py
        assert {path.name for path in (folder / name).iterdir()} == {"subject.txt", "body.txt", "body.html"}
    assert {path.name for path in folder.iterdir()} == {*NOTICES, "alarm", "parts", "tones"}
    tones = {*TO_DESK, *BY_HAND, *(tone for known in TO_CLERK.values() for tone in known)}
    assert {path.stem for path in (folder / "tones").iterdir()} == tones


PAYLOADS = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ request.application }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ config.items() }}",
    "{{ dict.mro() }}",
    "{{ range(10**9)|list }}",
    "{% for x in range(1000000000) %}{% endfor %}",
    "{{ 'x' * 1000000000 }}",
    "{{ 10 ** 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ 'x'|center(1000000000) }}",
    "{{ 'x'.ljust(1000000000) }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ 'x'.format_map({}).__class__ }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os.popen('id') }}",
    "{% extends '../../errors.py' %}",
    "{{ line.__init__.__globals__ }}",
    "{{ line.append(1) }}",
    "{% set line.x = 1 %}",
    "{% do line.append(1) %}",
    "{{ ''.join.__self__.__class__ }}",
    "{{ (lambda: 1)() }}",
    "{% call(x) y() %}{% endcall %}",
    "{% debug %}",
    "{{ [].__reduce_ex__(2) }}",
    "{{ ().__class__.__bases__[0] }}",
    "{{ {}.update({1: 2}) }}",
    "{{ []|map(attribute='__class__')|list }}",
    "{{ [1]|map('attr', '__class__')|list }}",
    "{{ x|tojson }}",
    "{{ 'a'|pprint }}",
    "{{ 1|filesizeformat }}",
    "{{ 'x'|indent(1000000000) }}",
    "{{ ''|random }}",
    "{{ g.pop }}",
    "{{ url_for.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ _self.env }}",
    "{{ ''.encode().__class__ }}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_template_with_ill_intent_is_stopped(payload: str) -> None:
    began = time.monotonic()
    with pytest.raises((TemplateError, OverflowError, AttributeError, TypeError)):
        templates(DictLoader({"a": payload}), html=False).get_template("a").render(line=[1])
    assert time.monotonic() - began < 2
