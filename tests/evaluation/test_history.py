"""What the history of an evaluation says: from what to what."""

from decimal import Decimal

from janji.agreements.queries import targets_of
from janji.core.differing import LONG
from janji.evaluation import actions
from janji.measurements import actions as measurements
from tests.cast import AT
from tests.evaluation import stories
from tests.history import changes_told

LONG_AGO = "Petugas lapangan hanya dua orang dan kebun tersebar di tujuh desa yang berjauhan. "


def test_causes_written_anew_say_the_part_that_differs(cast):
    target = targets_of(stories.promised(cast))[0]
    first = stories.explain(target, LONG_AGO * 4 + "Hujan lebat.", by=cast.perencana)
    again = stories.explain(
        target, LONG_AGO * 4 + "Kemarau panjang.", by=cast.perencana, based_on=first.pk
    )
    told = changes_told(again)
    assert list(told) == ["sebab"]
    before, after = told["sebab"]
    assert before.startswith("…")
    assert before.endswith("Hujan lebat.")
    assert after.endswith("Kemarau panjang.")
    assert max(len(before), len(after)) < LONG


def test_an_evaluation_rewritten_says_its_notes(cast):
    agreement = stories.promised(cast)
    said = {"agreement": agreement, "quarter": 4, "recommendations": None, "at": stories.NOW}
    draft = actions.write_evaluation(notes="Baik", based_on=None, by=cast.evaluator, **said)
    again = actions.write_evaluation(
        notes="Cukup", based_on=draft.edition, by=cast.evaluator, **said
    )
    assert changes_told(again) == {"catatan": ("Baik", "Cukup")}


def test_another_cap_says_the_one_before(cast):
    def set_scoring(cap, based_on):
        return measurements.set_scoring(
            org_unit=cast.government,
            from_year=2019,
            cap=Decimal(cap),
            band_set="madiun",
            based_on=based_on,
            by=cast.bupati,
            at=AT,
        )

    first = set_scoring(120, None)
    assert changes_told(first)["batas atas capaian"] == ("–", "120")
    assert changes_told(set_scoring(100, first.pk)) == {"batas atas capaian": ("120", "100")}
