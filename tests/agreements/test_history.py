"""What the history of an agreement says: from what to what, and why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from janji.agreements import actions, queries
from janji.core.agreement import ProgrammeLine
from janji.indicators.models import IndicatorVersion
from tests.agreements import stories
from tests.cast import AT
from tests.history import changes_told, newest

HIDDEN = ("(data pribadi, lihat pada rekamnya)",) * 2


def rewrite(cast, agreement, text, kept=None):
    keys = [target.pk for target in queries.targets_of(agreement)]
    return actions.rewrite_draft(
        agreement=agreement,
        text=text,
        kept=keys if kept is None else [keys[place] for place in kept],
        based_on=agreement.edition,
        by=cast.perencana,
        at=AT,
    )


def with_first_target(raw, **said):
    first, second = stories.TEXT.objectives
    one, *others = first.indicators
    one = replace(one, target=replace(one.target, raw=raw, value=Decimal(raw.rstrip("%"))), **said)
    return replace(stories.TEXT, objectives=(replace(first, indicators=(one, *others)), second))


def test_a_rewritten_draft_says_only_what_reads_otherwise(cast):
    agreement = stories.complete(cast)
    rewrite(cast, agreement, replace(with_first_target("90%"), place="Purwokerto"))
    assert newest(agreement).deed == "mengubah naskah"
    assert changes_told(agreement) == {
        "tempat": (stories.TEXT.place, "Purwokerto"),
        "Persentase kebun terawat: target": ("87,5%", "90%"),
    }


def test_an_indicator_in_other_words_is_named_as_it_was_called(cast):
    agreement = stories.complete(cast)
    rewrite(cast, agreement, with_first_target("87,5%".replace(",", "."), text="Kebun terawat"))
    assert changes_told(agreement)["Persentase kebun terawat: bunyi"] == (
        "Persentase kebun terawat",
        "Kebun terawat",
    )


def test_who_signs_changes_without_a_name_in_the_chain(cast):
    agreement = stories.complete(cast)
    newcomer = replace(stories.TEXT.first_party, name="Sulastri", nip="197001011990032001")
    rewrite(cast, agreement, replace(stories.TEXT, first_party=newcomer))
    assert changes_told(agreement) == {
        "Pihak Pertama: nama": HIDDEN,
        "Pihak Pertama: NIP": HIDDEN,
    }
    assert "Sulastri" not in str(newest(agreement).entry.facts)


def test_what_is_taken_out_and_what_is_added_is_one_line_each(cast):
    agreement = stories.complete(cast)
    first, second = stories.TEXT.objectives
    programmes = (*stories.TEXT.programmes, ProgrammeLine("Program Baru", Decimal(1_000_000)))
    shorter = replace(
        stories.TEXT,
        objectives=(replace(first, indicators=first.indicators[1:]), second),
        programmes=programmes,
    )
    rewrite(cast, agreement, shorter, kept=[1, 2, 3])
    assert changes_told(agreement) == {
        "indikator “Persentase kebun terawat”": ("87,5%", "–"),
        "program “Program Baru”": ("–", "Rp 1.000.000,00"),
    }


def test_turning_the_order_round_is_told(cast):
    agreement = stories.complete(cast)
    first, second = stories.TEXT.objectives
    turned = replace(
        stories.TEXT, objectives=(replace(first, indicators=first.indicators[::-1]), second)
    )
    rewrite(cast, agreement, turned, kept=[1, 0, 2, 3])
    before, after = changes_told(agreement)["urutan indikator"]
    assert before.startswith("Persentase kebun terawat, Nilai kebersihan kebun")
    assert after.startswith("Nilai kebersihan kebun, Persentase kebun terawat")


def test_a_path_of_quarters_is_told_from_what_to_what(cast):
    agreement = stories.complete(cast)
    target = queries.targets_of(agreement)[0]
    actions.set_measuring_plans(
        agreement=agreement,
        plans={target.pk: replace(stories.PLANS[0], quarter_targets=tuple(map(Decimal, (40, 60, 70, 88))))},
        based_on=agreement.edition,
        by=cast.perencana,
        at=AT,
    )  # fmt: skip
    assert changes_told(agreement) == {
        "Persentase kebun terawat: TW I – IV": ("50 · 60 · 70 · 87,5", "40 · 60 · 70 · 88")
    }


def test_the_way_through_its_states_is_told_in_words(cast):
    agreement = stories.signed_by_first(cast)
    assert changes_told(agreement) == {
        "keadaan": ("Menunggu Pihak Pertama", "Menunggu Pihak Kedua")
    }
    actions.return_to_draft(
        agreement=agreement, reason="Target indikator 2 keliru", by=cast.bupati, at=AT
    )
    told = newest(agreement)
    assert told.why == "Target indikator 2 keliru"
    assert changes_told(agreement) == {"keadaan": ("Menunggu Pihak Kedua", "Draf")}


def test_an_end_says_from_when_and_why(cast):
    agreement = stories.in_force(cast)
    actions.end_agreement(
        agreement=agreement,
        ends_on=date(2019, 4, 1),
        reason="Camat dimutasi",
        based_on=agreement.edition,
        by=cast.bupati,
        at=AT,
    )
    assert newest(agreement).why == "Camat dimutasi"
    assert changes_told(agreement) == {
        "keadaan": ("Berlaku", "Berakhir"),
        "berakhir": ("–", "1 April 2019"),
    }


def test_a_deleted_draft_leaves_how_much_it_said(cast):
    agreement = stories.complete(cast)
    actions.delete_draft(agreement=agreement, based_on=agreement.edition, by=cast.perencana, at=AT)
    told = changes_told(agreement)
    assert (told["sasaran"], told["indikator"]) == (("2", "–"), ("4", "–"))


def test_the_way_of_measuring_is_told_in_words(cast):
    agreement = stories.complete(cast)
    version = IndicatorVersion.objects.get(text="Persentase kebun terawat")
    told = changes_told(version)
    assert told["nilai setahun"] == ("–", "Posisi triwulan terakhir")
    assert agreement.state == "draft"
