"""How an indicator comes to be counted: proposed by one, signed by another, replaced, ended."""

from datetime import timedelta
from decimal import Decimal

import pytest

from janji.agreements.queries import targets_of
from janji.core.refusals import Refused
from janji.indicators import actions, queries
from janji.indicators.actions import SheetEntries
from janji.indicators.models import OperationalDefinition
from janji.kit.editions import edition_of
from janji.orgs import actions as orgs
from janji.orgs.roles import Role
from janji.registers.services.models import ServiceKind
from tests.agreements import stories
from tests.cast import AT

FORMULA = "layanan_tepat_waktu ÷ layanan_jatuh_tempo × 100"
TERMS = {"jenis_layanan": tuple(ServiceKind.values)}


@pytest.fixture
def version(cast):
    """The fourth indicator of the story: a ratio, pooled over the year."""
    return targets_of(stories.in_force(cast))[3].indicator_version


def propose(cast, version, **more):
    more.setdefault("based_on", edition_of(version.definitions.first()))
    return actions.draft_definition(
        **{
            "version": version,
            "formula": FORMULA,
            "terms": TERMS,
            "wording": "Tepat waktu menurut standar pelayanan",
            "by": cast.kasi,
            "at": AT,
        }
        | more
    )


def sign(cast, definition, **more):
    return actions.sign_definition(
        **{"definition": definition, "based_on": definition.edition, "by": cast.camat, "at": AT}
        | more
    )


def test_a_proposal_counts_nothing_until_it_is_signed(cast, version):
    proposed = propose(cast, version)
    assert not proposed.holds
    assert queries.holding_definitions([version.pk]) == {}
    assert sign(cast, proposed).holds
    assert list(queries.holding_definitions([version.pk])) == [version.pk]


def test_the_formula_is_kept_as_it_prints(cast, version):
    proposed = propose(cast, version, formula="100*layanan_tepat_waktu/(layanan_jatuh_tempo)")
    assert proposed.formula == "100 × layanan_tepat_waktu ÷ layanan_jatuh_tempo"


def test_a_second_proposal_takes_the_place_of_the_first(cast, version):
    first = propose(cast, version)
    second = propose(cast, version, terms={"jenis_layanan": ("licence",)})
    assert (first.pk, second.number) == (second.pk, 1)
    assert second.terms == {"jenis_layanan": ["licence"]}


def test_a_new_definition_ends_the_old_one_and_the_old_one_stays_readable(cast, version):
    first = sign(cast, propose(cast, version))
    second = sign(cast, propose(cast, version, at=AT + timedelta(days=1)))
    first.refresh_from_db()
    assert (first.ended_by, first.end_reason) == (cast.camat, "Diganti definisi 2")
    assert [one.number for one in queries.definitions_of(version)] == [2, 1]
    assert queries.holding_definitions([version.pk])[version.pk] == second


def test_ended_it_counts_nothing_more(cast, version):
    definition = sign(cast, propose(cast, version))
    actions.end_definition(definition=definition, reason="Kriteria berubah", by=cast.camat, at=AT)
    assert queries.holding_definitions([version.pk]) == {}
    with pytest.raises(Refused, match="definition-done"):
        actions.end_definition(definition=definition, reason="Lagi", by=cast.camat, at=AT)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"formula": "layanan_tepat ÷ layanan_jatuh_tempo × 100"}, "formula-name-unknown"),
        ({"formula": "layanan_tepat_waktu ÷ × 100"}, "formula-operand-missing"),
        ({"formula": "layanan_tepat_waktu"}, "formula-not-ratio"),
        ({"terms": {}}, "term-open"),
        ({"terms": {"jenis_layanan": ("sulap",)}}, "term-unfit"),
        ({"terms": {"jenis_layanan": Decimal(3)}}, "term-unfit"),
    ],
)
def test_what_cannot_be_proposed(cast, version, more, code):
    with pytest.raises(Refused, match=code):
        propose(cast, version, **more)
    assert not OperationalDefinition.objects.exists()


@pytest.mark.parametrize("who", ["operator", "camat", "bupati", "inspektorat", "stranger"])
def test_who_may_not_propose(cast, version, who):
    with pytest.raises(Refused, match="not-allowed"):
        propose(cast, version, by=getattr(cast, who))


@pytest.mark.parametrize("who", ["kasi", "perencana", "bupati", "stranger"])
def test_who_may_not_sign(cast, version, who):
    with pytest.raises(Refused, match="not-allowed"):
        sign(cast, propose(cast, version), by=getattr(cast, who))


def test_whoever_proposes_does_not_sign(cast, version):
    orgs.assign_role(
        user=cast.camat,
        role=Role.PLANNER,
        org_unit=cast.district,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    with pytest.raises(Refused, match="definition-own"):
        sign(cast, propose(cast, version, by=cast.camat))


def test_what_was_changed_meanwhile_is_not_signed_unseen(cast, version):
    seen = propose(cast, version).edition
    proposed = propose(
        cast, version, terms={"jenis_layanan": ("licence",)}, at=AT + timedelta(minutes=1)
    )
    with pytest.raises(Refused, match="changed-meanwhile"):
        sign(cast, proposed, based_on=seen)


def test_the_sheet_is_written_until_a_signed_agreement_uses_it(cast):
    draft = stories.complete(cast)
    version = targets_of(draft)[0].indicator_version
    entries = SheetEntries(owner="Seksi Pembangunan", baseline=Decimal("80"), baseline_year=2018)
    said = {"version": version, "entries": entries, "based_on": version.edition, "at": AT}
    filled = actions.fill_sheet(by=cast.perencana, **said)
    assert (filled.owner, filled.baseline) == ("Seksi Pembangunan", 80)
    with pytest.raises(Refused, match="not-allowed"):
        actions.fill_sheet(by=cast.operator, **said)


def test_a_frozen_sheet_stays(cast, version):
    with pytest.raises(Refused, match="version-frozen"):
        actions.fill_sheet(
            version=version,
            entries=SheetEntries(owner="X"),
            based_on=version.edition,
            by=cast.kasi,
            at=AT,
        )
