"""An entry of the audit chain as people read it."""

import ast

import pytest
from django.template import Context, Template

from janji.kit import audit, telling
from janji.kit.models import AuditEntry
from janji.kit.refusals import sentences
from janji.orgs import actions
from janji.orgs.models import Official
from tests.cast import AT
from tests.contract.house import sources


def edited(cast, **more):
    said = {"name": cast.district.name, "address": "Jalan Baru 2", "contact": None}
    return actions.edit_org_unit(
        org_unit=cast.district,
        based_on=cast.district.edition,
        by=cast.admin,
        at=AT,
        **said | more,
    )


def test_a_change_says_from_what_to_what_and_nothing_else(cast):
    made = edited(cast)
    one = telling.told(audit.history(made)[0])
    assert one.sentence == "Administrator mengubah kantor pada 1 April 2019 pukul 08.00."
    assert one.changes == (telling.Change("alamat", "Jalan Raya No. 1", "Jalan Baru 2"),)
    assert one.details == ()


def entry(**facts):
    return AuditEntry(number=1, at=AT, deed="edit-office", subject="orgs.orgunit:1", facts=facts)


@pytest.mark.parametrize(
    ("facts", "changes"),
    [
        ({"before": 5, "after": 7}, [("nilai", "5", "7")]),
        (
            {"before": {"day": "2019-07-01"}, "after": {"day": None}},
            [("tanggal", "1 Juli 2019", "–")],
        ),
        (
            {"before": {"is_active": True}, "after": {"is_active": False}},
            [("aktif", "ya", "tidak")],
        ),
        ({"before": {}, "after": {"rt": 3}}, [("RT", "–", "3")]),
        ({"before": {"name": "a"}}, [("nama", "a", "(tidak dicatat)")]),
        (
            {"before": {"nik": audit.PERSONAL}, "after": {"nik": audit.PERSONAL}},
            [("NIK", *["(data pribadi, lihat pada rekamnya)"] * 2)],
        ),
        ({}, []),
        ({"before": None, "after": None}, [("nilai", "–", "–")]),
    ],
)
def test_every_shape_of_a_change_is_read(facts, changes):
    """Entries of earlier releases, too: nothing of the chain can be written anew."""
    found = telling.told(entry(**facts)).changes
    assert [(one.label, one.before, one.after) for one in found] == changes


def test_a_reason_is_read_by_both_of_its_names():
    assert telling.told(entry(why="Salah tulis")).why == "Salah tulis"
    assert telling.told(entry(reason="Salah tulis")).why == "Salah tulis"


def test_facts_that_are_no_mapping_do_not_break_a_page():
    broken = AuditEntry(number=1, at=AT, deed="lain", subject="x", facts=["?"])
    assert telling.told(broken).changes == ()


def test_a_page_shows_entries_and_escapes_what_they_say(cast):
    made = edited(cast, name="<b>Kantor</b>")
    page = Template("{% history_panel history %}").render(Context({"history": audit.history(made)}))
    assert "mengubah kantor" in page
    assert "&lt;b&gt;Kantor&lt;/b&gt;" in page
    assert "<b>" not in page


def test_nothing_is_shown_where_nothing_was_done():
    assert Template("{% history_panel history %}").render(Context({"history": []})).strip() == ""


def test_changes_hold_only_what_differs():
    before, after = {"name": "A", "rt": 1, "nik": "x"}, {"name": "A", "rt": 2, "nik": "y"}
    assert audit.changes(before, after, personal=("nik", "name")) == {
        "before": {"rt": 1, "nik": audit.PERSONAL},
        "after": {"rt": 2, "nik": audit.PERSONAL},
    }


def test_every_fact_of_a_note_has_a_word_for_the_reader():
    named = set()
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.note":
                named |= {one.arg for one in node.keywords if one.arg}
    hidden = {"by", "at", *telling.REASONS, *telling.CHANGED, *telling.KEYS}
    assert named - hidden - set(sentences("FACTS")) == set()


@pytest.mark.parametrize(
    ("subject", "name", "code", "said"),
    [
        ("agreements.agreement:3", "state", "in_force", "Berlaku"),
        ("agreements.agreement:3", "starts_on", "2019-04-01", "1 April 2019"),
        ("budgets.budgetdocument:3", "state", "approved", "Ditetapkan"),
        ("services.servicerequest:3", "due_at", "2019-04-01T02:00:00+00:00", "1 April 2019 pukul 09.00"),
        ("calendars.calendarday:3", "opens", "08:30:00", "08.30"),
        ("measurements.scoring:3", "cap", "120.50", "120,5"),
        ("village_budgets.budgetsummary:3", "income_own", 1250000, "1.250.000"),
        ("orgs.user:3", "role", "verifier", "Verifikator"),
        ("orgs.user:3", "state", "in_force", "in_force"),
        ("gone.model:3", "state", "in_force", "in_force"),
        ("measurements.scoring:3", "cap", "seratus", "seratus"),
    ],
)  # fmt: skip
def test_codes_numbers_and_moments_read_as_on_the_record_s_pages(subject, name, code, said):
    """What is unknown, as after another release, is shown as it stands."""
    one = entry(before={name: None}, after={name: code})
    one.subject = subject
    assert telling.told(one).changes[0].after == said


def test_a_decree_in_words_is_told_and_a_key_is_not():
    assert telling.told(entry(decree="973/12/2019")).details == (
        ("surat keputusan", "973/12/2019"),
    )
    assert telling.told(entry(decree=12)).details == ()


def test_of_a_long_text_only_the_part_that_differs_is_kept():
    long = "Petugas lapangan hanya dua orang dan kebun tersebar di tujuh desa. " * 6
    said = audit.changes({"notes": long + "Hujan."}, {"notes": long + "Panas."})
    assert said["before"]["notes"].startswith("…")
    assert said["before"]["notes"].endswith("Hujan.")
    assert len(said["after"]["notes"]) < 60


def test_what_is_gone_says_what_it_was_but_not_who():
    official = Official(name="Sulastri", nip="197001011990032001")
    assert audit.removed(official, ("name", "nip", "rank")) == {
        "before": {"name": audit.PERSONAL, "nip": audit.PERSONAL},
        "after": {"name": audit.PERSONAL, "nip": audit.PERSONAL},
    }
    said = audit.changes({"code": "7.01"}, {})
    assert said == {"before": {"code": "7.01"}, "after": {"code": None}}
