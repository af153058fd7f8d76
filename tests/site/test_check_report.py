"""`janji check`: a report's achievements for people, for machines, and as a marked workbook."""

import json
import subprocess
import sys

import pytest
from openpyxl import load_workbook

from janji.site import cli
from tests.documents.report_papers import as_docx, as_xlsx, one_year_page

TRIPLES = [
    ("80", "84", "105"),
    ("80%", "92,8", "92,8"),
    ("80", "95", "100"),
    ("50", "Tidak diadakan", "100"),
]


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "laporan.xlsx"
    file.write_bytes(as_xlsx([one_year_page(TRIPLES)]))
    return file


def test_a_report_as_json(report, capsys):
    assert cli.run(["check", str(report), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert rows[1] == {
        "number": 2,
        "indicator": "Indikator ke-2",
        "target": "80%",
        "actual": "92,8",
        "printed": "92,8",
        "verdict": "wrong",
        "recomputed": "116.00",
        "rule": None,
        "rounding": None,
        "cause": "copied_actual",
        "reason": None,
        "where": {"page": 1, "table": 1, "row": 5, "cell": 7},
    }
    assert [row["verdict"] for row in rows] == ["ok", "wrong", "ok", "not_computable"]


def test_a_report_for_a_person(report, capsys):
    assert cli.run(["check", str(report)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Diperiksa 4 capaian: 2 sesuai, 1 keliru, 1 tidak dapat dihitung.",
        "",
        "Keliru:",
        (
            "- Nomor 2, Indikator ke-2: target 80%, realisasi 92,8, capaian tercetak 92,8."
            " Hitungan ulang: 116,00. Realisasi tampaknya tersalin ke kolom capaian."
            " (Halaman 1, tabel 1, baris 5.)"
        ),
        "",
        "Sesuai dengan catatan:",
        (
            "- Nomor 3, Indikator ke-3: target 80, realisasi 95, capaian tercetak 100."
            " Hitungan ulang: 118,75. Capaian tampaknya dibatasi pada 100."
            " (Halaman 1, tabel 1, baris 6.)"
        ),
        "",
        "Tidak dapat dihitung:",
        (
            "- Nomor 4, Indikator ke-4: target 50, realisasi Tidak diadakan, capaian tercetak 100."
            " Realisasi bukan angka. (Halaman 1, tabel 1, baris 7.)"
        ),
    ]


def test_a_marked_copy_beside_the_report(report, tmp_path, capsys):
    copy = tmp_path / "bertanda.xlsx"
    assert cli.run(["check", str(report), "--xlsx", str(copy)]) == 0
    assert "1 keliru" in capsys.readouterr().out
    assert load_workbook(copy).sheetnames == ["Lembar 1", "Pemeriksaan"]


@pytest.mark.parametrize(
    ("name", "data", "arguments", "said"),
    [
        (
            "a.xlsx",
            as_xlsx([one_year_page(TRIPLES)]),
            ["--xlsx", "{file}"],
            "menimpa berkas asalnya",
        ),
        ("a.docx", as_docx([one_year_page(TRIPLES)]), ["--xlsx", "x.xlsx"], "bukan XLSX"),
        ("a.txt", b"resep rendang", [], "tidak memuat tabel target"),
        ("a.xlsx", as_xlsx([one_year_page([])]), [], "tidak memuat tabel target"),
        ("a.pdf", b"%PDF-1.7", [], "rusak"),
    ],
)
def test_what_cannot_be_checked_gets_one_sentence(tmp_path, capsys, name, data, arguments, said):
    file = tmp_path / name
    file.write_bytes(data)
    assert cli.run(["check", str(file), *(one.format(file=file) for one in arguments)]) == 1
    told = capsys.readouterr()
    assert (told.out, len(told.err.splitlines())) == ("", 1)
    assert said in told.err
    assert file.read_bytes() == data


def test_checking_starts_no_framework(report):
    script = (
        "import sys; from janji.site import cli; "
        f"code = cli.run(['check', {str(report)!r}, '--json']); "
        "sys.exit(code or ('django' in sys.modules) * 9)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
