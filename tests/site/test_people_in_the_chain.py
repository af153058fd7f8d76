"""H-08: the audit chain cannot forget, so it must not learn who people are."""

import json
import re

import pytest

pytestmark = pytest.mark.slow
NUMBERS = re.compile(r"(?<!\d)(?:\d{16}|\d{18})(?!\d)")
"""What a NIK or NIP looks like."""
PEOPLE = {
    "services_servicerequest": "applicant",
    "linmas_member": "name",
    "self_help_groupmember": "name",
    "communities_tenure": "name",
    "musrenbang_attendance": "name",
    "orgs_official": "name",
    "land_tax_bill": "payer",
}
"""Where registers keep the names of people."""


def words(value):
    """Every text of a fact, however deep."""
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in (key, *words(inner))]
    if isinstance(value, list):
        return [one for inner in value for one in words(inner)]
    return [str(value)]


@pytest.fixture(scope="module")
def facts_noted(filled_house):
    """The facts of a whole house, with the deed."""
    rows = filled_house.query("SELECT deed, facts FROM kit_auditentry ORDER BY number")
    return [(deed, json.loads(one) if isinstance(one, str) else one) for deed, one in rows]


@pytest.fixture(scope="module")
def noted(facts_noted):
    """The same as text."""
    return [(deed, words(facts)) for deed, facts in facts_noted]


def test_no_number_of_a_person_stands_in_the_chain(noted):
    assert len(noted) > 100
    found = {(deed, one) for deed, said in noted for one in said if NUMBERS.search(one)}
    assert found == set()


@pytest.mark.parametrize("table", PEOPLE)
def test_no_name_of_a_register_stands_in_the_chain(noted, filled_house, table):
    rows = filled_house.query(f"SELECT DISTINCT {PEOPLE[table]} FROM {table}")  # noqa: S608 -- our own tables
    names = {name for (name,) in rows if name and len(name) > 3}
    assert names, "nobody is there whose name could be found"
    found = {(deed, name) for deed, said in noted for one in said for name in names if name in one}
    assert found == set()


def test_every_deed_of_a_whole_house_reads_as_words(noted):
    from janji.kit.refusals import sentences  # noqa: PLC0415 -- Django is there by then

    assert {deed for deed, _ in noted} <= set(sentences("DEEDS"))


def test_every_detail_of_a_whole_house_reads_as_words(facts_noted):
    """What is named by a word of ours; a code of a budget or the words of an indicator name themselves."""
    from janji.kit.refusals import sentences  # noqa: PLC0415 -- Django is there by then

    names = {
        name
        for _, facts in facts_noted
        for when in ("before", "after")
        if isinstance(facts.get(when), dict)
        for name in facts[when]
    }
    assert len(names) > 50
    assert {one for one in names if re.fullmatch("[a-z_]+", one)} - set(sentences("FACTS")) == set()


def test_an_entry_of_a_whole_house_stays_small(facts_noted):
    """What changed, not all that is there; the longest settles all indicators of an agreement at once."""
    sizes = sorted(
        ((len(json.dumps(facts, ensure_ascii=False)), deed) for deed, facts in facts_noted),
        reverse=True,
    )
    assert sizes[0] < (8000, ""), sizes[:3]
    assert [deed for size, deed in sizes if size > 2000] == ["set-measuring-plans"]
