"""What cannot be used is refused in one Dutch sentence, with exit code 2, before anything is touched."""

from pathlib import Path

import pytest

from desk.cli import main

BAD = [
    ("requst", "bedoelt u request"),
    ("request", "Er ontbreekt: BRIEF."),
    ("defer EK-2018-001 --via telephone", "Er ontbreekt: --reason."),
    ("defer EK-2018-001 --via pigeon --reason x", "Bij --via past 'pigeon' niet; kies uit"),
    ("check --as-of 2018-13-01", "verwacht wordt een bestaande datum als 2018-05-31, niet '2018-13-01'"),
    ("check --as-of 14-06-2018", "verwacht wordt een bestaande datum"),
    ("check --as-of", "Bij --as-of ontbreekt een waarde."),
    ("cases --nope", "Dit hoort hier niet: --nope."),
    ("void EK-2018-001 --letter nul --reason x", "verwacht wordt een getal vanaf 1, niet 'nul'"),
    ("receive brief.txt --confidential --no-confidential", "gaan niet samen"),
    ("term", "Geef de woorden van een termijn"),
    ("term maandag", "Er ontbreekt: --dated"),
    ("cite", "Geef een tekst"),
    ("compose bestaat-niet.json", "bestaat-niet.json: bestaat niet"),
    ("read bestaat-niet.txt", "bestaat-niet.txt: bestaat niet"),
    ("request bestaat-niet.txt", "bestaat-niet.txt: bestaat niet"),
    ("dossier EK-2018-001 --set , --reason x", "verwacht worden nummers met een komma ertussen"),
    ("publish EK-2018-001 --clerk Proef", "--clerk gaat alleen samen met --adopted-on"),
    ("publish EK-2018-001 --adopted-on 2018-06-21", "--adopted-on gaat alleen samen met --clerk"),
    (
        "prefer notice --ministry JenV --said-by Voorbeeld --again --from 2018-06-01",
        "--from en --again gaan niet samen",
    ),
    ("office unload x.toml", "Bij load past 'unload' niet"),
    ("up --port hoog", "Bij --port: verwacht wordt een getal vanaf 1, niet 'hoog'"),
]


@pytest.mark.parametrize(("line", "says"), BAD, ids=[line for line, _ in BAD])
def test_bad_usage_is_refused_in_one_sentence_and_makes_nothing(
    line: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert main(line.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert says in said.err
    assert len(said.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
