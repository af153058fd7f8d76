"""The command line: reading and achievements without a database, and the house behind it."""

import io
import json
import subprocess
import sys
from datetime import date

import pytest

from janji.agreements.documents.agreement.content import as_pdf
from janji.agreements.models import Agreement
from janji.core.agreement_json import to_json
from janji.core.refusals import Refused
from janji.indicators.refreshing import differing_facts
from janji.measurements.models import Measurement
from janji.measurements.queries import year_of
from janji.orgs.models import OrgUnit, User
from janji.registers.services.models import ServiceRequest
from janji.registers.survey.models import Response
from janji.site import cli, example
from tests.documents.paper import AGREEMENT, paper


def test_reading_a_file_as_json(tmp_path, capsys):
    file = tmp_path / "naskah.pdf"
    file.write_bytes(as_pdf(paper()))
    assert cli.run(["read", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said.pop("origins")
    assert said == to_json(AGREEMENT)


def test_reading_a_file_for_a_person(tmp_path, capsys):
    file = tmp_path / "naskah.pdf"
    file.write_bytes(as_pdf(paper()))
    assert cli.run(["read", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Dinas Pertanian dan Kebun Raya" in said
    assert "Persentase kebun terawat: 87,5%" in said


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\x00", b"resep rendang", b"%PDF-1.7"])
def test_a_wrong_file_gets_one_sentence_and_a_bad_exit(tmp_path, capsys, data):
    file = tmp_path / "salah.pdf"
    file.write_bytes(data)
    assert cli.run(["read", str(file), "--json"]) != 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "salah.pdf" in said.err
    assert len(said.err.splitlines()) == 1


def test_achievements_line_by_line(monkeypatch, capsys):
    lines = '{"target":"0,35","actual":"0,34","direction":"lower","cap":null}\n\nbukan json\n'
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert cli.run(["achievement"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {"achievement": "102.86", "raw": "102.8571428571", "reason": None}
    assert second["reason"] == "line-unreadable"


def test_reading_starts_no_framework(tmp_path):
    file = tmp_path / "naskah.txt"
    file.write_text("PERJANJIAN KINERJA TAHUN 2019\nNO\tSASARAN\tINDIKATOR\tTARGET\n1\tS\tI\t82\n")
    script = (
        "import sys; from janji.site import cli; "
        f"code = cli.run(['read', {str(file)!r}, '--json']); "
        "sys.exit(code or ('django' in sys.modules) * 9)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


def test_the_example_is_complete_and_loads_once(db):
    passwords = example.load(password="padi-menguning-di-ladang")
    assert set(passwords) == {account.username for account in example.ACCOUNTS}
    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.is_example) == ("in_force", True)
    assert not Measurement.objects.exists()  # every indicator is counted
    assert (ServiceRequest.objects.count(), Response.objects.count()) == (6005, 1200)
    assert OrgUnit.objects.filter(kind="village").count() == 15
    assert all(user.check_password("padi-menguning-di-ladang") for user in User.objects.all())
    assert example.load(password=None) is None
    assert Agreement.objects.count() == 1
    years = [one for block in year_of(agreement, on=date(2020, 1, 15)) for one in block.indicators]
    counted = [place for place, one in enumerate(years) if one.counted]
    assert counted == list(range(9))
    assert all(cell.to_date.value is not None for place in counted for cell in years[place].cells)
    assert list(differing_facts()) == []


def test_without_a_given_password_every_account_gets_its_own(db):
    passwords = example.load(password=None)
    assert len(set(passwords.values())) == len(example.ACCOUNTS)
    assert all(len(password) >= 15 for password in passwords.values())
    assert not User.objects.filter(must_change_password=True).exists()


def test_the_example_never_mixes_with_real_data(cast):
    with pytest.raises(Refused, match="already-founded"):
        example.load(password=None)
    assert not Agreement.objects.exists()


def test_the_survey_index_of_a_file(tmp_path, capsys):
    """Two respondents: all fours, and all threes: a mean of 3,5 for every element."""
    file = tmp_path / "skm.csv"
    file.write_text("U1;U2;U3;U4;U5;U6;U7;U8;U9\n4;4;4;4;4;4;4;4;4\n3;3;3;3;3;3;3;3;3\n")
    assert cli.run(["survey-index", str(file)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["respondents"] == 2
    assert said["index"] == {"equal": "87.50", "0.111": "87.41", "0.11": "86.63"}
    assert said["quality"]["2017"]["equal"]["mark"] == "B"


def test_a_scale_of_five_is_refused_until_a_mapping_is_given(tmp_path, capsys):
    file = tmp_path / "skm.csv"
    file.write_text("U1;U2;U3;U4;U5;U6;U7;U8;U9\n5;5;5;5;5;5;5;5;5\n")
    assert cli.run(["survey-index", str(file)]) == 1
    assert "--five-points 1,1,2,3,4" in capsys.readouterr().err
    assert cli.run(["survey-index", str(file), "--five-points", "1,1,2,3,4"]) == 0
    assert json.loads(capsys.readouterr().out)["index"]["equal"] == "100.00"
