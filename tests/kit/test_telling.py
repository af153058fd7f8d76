"""An entry of the audit chain as people read it."""

import ast

import pytest
from django.template import Context, Template

from janji.kit import audit, telling
from janji.kit.models import AuditEntry
from janji.kit.refusals import sentences
from janji.orgs import actions
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
