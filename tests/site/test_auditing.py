"""`janji audit`: the chain is verified, exported, and checked by someone without Janji (H-01 to H-04)."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from janji.core.refusals import Refused
from janji.kit.files import CheckedFile, Kind
from janji.kit.models import AuditEntry, ChainHead
from janji.orgs import actions as orgs
from janji.site import auditing, check_audit, cli
from tests.cast import AT
from tests.measurements.test_recording import counts, record, targets

__all__ = ["targets"]

END = re.compile(r"^(\d+):([0-9a-f]{64})$", re.MULTILINE)


def audited(*words):
    """The command, as one would type it."""
    options = cli._parser().parse_args(["audit", *map(str, words)])
    auditing.audit(options, at=AT)


def refused(*words):
    with pytest.raises(Refused) as refusal:
        audited(*words)
    return refusal.value


def checked(*files):
    """What the stand-alone program says, in a Python that finds nothing of Janji."""
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-I", "-S", check_audit.__file__, *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture
def export(cast, tmp_path):
    """The chain of a small world, in a file."""
    path = tmp_path / "riwayat.jsonl"
    audited("--export", path)
    return path


def end_of(cast, capsys):
    """The end of the chain as it is printed."""
    capsys.readouterr()
    audited("--anchor")
    return capsys.readouterr().out.strip()


def test_a_chain_that_holds_is_said_with_its_end(cast, capsys):
    audited()
    said = capsys.readouterr().out
    assert "Rantai riwayat utuh." in said
    assert f"{AuditEntry.objects.count()} catatan" in said


def test_every_break_is_told_in_its_place(cast, capsys):
    AuditEntry.objects.filter(number=5).update(deed="lain")
    AuditEntry.objects.filter(number=9).delete()
    refusal = refused("--verify")
    assert (refusal.code, refusal.facts) == ("chain-broken", {"count": 2})
    told = capsys.readouterr().err
    assert "Catatan 5: isinya tidak sesuai" in told
    assert "Catatan 9 sampai 9 hilang" in told


def test_a_printed_end_is_compared(cast, capsys):
    end = end_of(cast, capsys)
    orgs.create_position(
        org_unit=cast.district, title="Sekretaris", is_head=False, by=cast.admin, at=AT
    )
    audited("--against", end)
    assert f"Sesuai dengan 1 sidik yang dicatat {end}" in capsys.readouterr().out


def computed_anew():
    """H-03: someone with the whole database in hand forges entry 5 and seals all that follow."""
    previous = ""
    for entry in AuditEntry.objects.order_by("number"):
        if entry.number == 5:
            entry.facts |= {"why": "dipalsukan"}
        entry.previous_hash = previous
        entry.hash = previous = auditing.chain.seal(auditing.chain.link_of(entry))
        entry.save()
    ChainHead.objects.update(last_hash=previous)


def test_a_chain_computed_anew_is_found_beside_an_export_and_an_end(cast, export, capsys):
    end = end_of(cast, capsys)
    computed_anew()
    audited()
    assert refused("--against", end).code == "chain-differs"
    told = capsys.readouterr().err
    assert "dihitung ulang" in told
    assert refused("--against", export).facts["count"] == AuditEntry.objects.count() - 4


def test_an_older_copy_is_found(cast, capsys):
    end = end_of(cast, capsys)
    last = AuditEntry.objects.order_by("-number")[0]
    ChainHead.objects.update(last_number=last.number - 1, last_hash=last.previous_hash)
    last.delete()
    audited()
    assert refused("--against", end).code == "chain-differs"
    assert "salinan yang lebih lama" in capsys.readouterr().err


def test_the_anchor_of_a_day_is_kept_in_the_house_and_beside_it(cast, capsys, tmp_path, settings):
    settings.HOME = tmp_path
    assert auditing.keep_anchor(at=AT)
    assert auditing.keep_anchor(at=AT) is None
    lines = (tmp_path / auditing.ANCHORS).read_text().splitlines()
    assert len(lines) == 1
    computed_anew()
    # The house itself remembers; and whoever changes that as well is caught by the file.
    assert refused().code == "chain-differs"
    auditing.Anchor.objects.all().delete()
    audited()
    assert refused("--against", tmp_path / auditing.ANCHORS).code == "chain-differs"


def test_an_unreadable_comparison_is_refused(cast, tmp_path):
    assert refused("--against", tmp_path / "tidak-ada").code == "against-unreadable"
    foreign = tmp_path / "surat.txt"
    foreign.write_bytes(b"\xff\xfe")
    assert refused("--against", foreign).code == "against-unreadable"
    foreign.write_text("Dengan hormat")
    assert refused("--against", foreign).code == "anchor-unreadable"


def test_an_export_that_cannot_be_written_leaves_nothing(cast, tmp_path):
    assert refused("--export", tmp_path / "tidak-ada" / "a.jsonl").code == "export-unwritable"
    assert list(tmp_path.iterdir()) == []


def test_an_export_is_checked_without_janji(cast, export, tmp_path):
    """H-04."""
    assert checked(export) == (0, f"{AuditEntry.objects.count()} catatan\nUtuh.\n")
    first, *entries, last = [json.loads(line) for line in export.read_text().splitlines()]
    assert (first["type"], first["whole"], last["type"]) == ("janji-audit", True, "end")
    assert entries[0]["told"] == "memulai pemasangan"
    program = tmp_path / "periksa.py"
    audited("--checker", program)
    assert program.read_bytes() == Path(check_audit.__file__).read_bytes()


def test_the_checker_is_short_and_needs_nothing():
    source = Path(check_audit.__file__).read_text()
    assert len(source.splitlines()) < 200
    assert "janji" not in re.findall(r"^(?:import|from) (\S+)", source, re.MULTILINE)


def test_the_checker_knows_an_older_copy_and_a_new_computation(cast, export, capsys, tmp_path):
    end = end_of(cast, capsys)
    assert checked(export, end)[0] == 0
    number, _ = end.split(":")
    assert checked(export, f"{int(number) + 3}:{'a' * 64}")[0] == 1
    computed_anew()
    other = tmp_path / "baru.jsonl"
    audited("--export", other)
    assert checked(other)[0] == 0
    code, said = checked(other, export)
    assert code == 1
    assert "catatan 5 dahulu lain" in said


def test_the_checker_says_what_it_cannot_read(cast, tmp_path):
    assert checked()[0] == 2
    assert checked(tmp_path / "tidak-ada")[0] == 2
    foreign = tmp_path / "lain.json"
    foreign.write_text('{"type": "lain"}\n')
    assert checked(foreign)[0] == 2


def damaged(lines, kind, place, other):
    """The lines of an export after someone was at them."""
    lines = [*lines]
    if kind == "delete":
        del lines[place]
    elif kind == "swap":
        lines[place], lines[other] = lines[other], lines[place]
    elif kind == "double":
        lines.insert(place, lines[place])
    elif kind == "cut":
        lines = lines[: place + 1]
    else:
        said = json.loads(lines[place])
        said[kind] = {"x": 1} if kind == "facts" else 10**6 if kind == "by" else f"{said[kind]}x"
        lines[place] = json.dumps(said)
    return lines


@given(
    kind=st.sampled_from(
        ["delete", "swap", "double", "cut", "facts", "by", "deed", "subject", "at", "hash"]
    ),
    data=st.data(),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_to_an_export_is_found(cast, export, kind, data):
    """H-02, H-04: deleted, swapped, doubled, cut off, changed."""
    lines = export.read_text().splitlines()
    places = st.integers(1, len(lines) - 2)
    place = data.draw(places)
    other = data.draw(places.filter(lambda one: one != place))
    check = check_audit.Check({})
    assert list(check.of(damaged(lines, kind, place, other)))
    assert list(check_audit.Check({}).of(lines)) == []


def test_a_changed_and_a_lost_file_are_named(cast, targets, capsys):
    """H-01: evidence beside the digest that its record keeps, and both sheets of the signed paper."""
    paper = CheckedFile("bukti.pdf", b"%PDF-1.4\n% bukti\n", Kind.PDF)
    made = record(targets[0], cast.operator, counts("124", "300"), evidence=(paper,))
    audited("--files")
    assert "3 berkas sesuai" in capsys.readouterr().out
    path = Path(settings.MEDIA_ROOT) / made.evidence.get().file.name
    path.write_bytes(path.read_bytes().replace(b"bukti", b"bukt1"))
    assert refused("--files").code == "files-changed"
    told = capsys.readouterr().err
    assert path.name in told
    assert "berubah" in told
    path.unlink()
    refused("--files")
    assert "hilang" in capsys.readouterr().err
