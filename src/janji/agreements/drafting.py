"""Putting the text of an agreement into its rows. Called by actions, inside their transaction."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db.models import Max, Model

from janji.agreements.models import (
    Agreement,
    Objective,
    Party,
    PartyRole,
    Programme,
    QuarterTarget,
    Target,
)
from janji.core import agreement as paper
from janji.core.measuring import Shape, ratio_labels
from janji.indicators.models import Indicator, IndicatorVersion

Row = TypeVar("Row", bound=Model)


def write(agreement: Agreement, text: paper.AgreementText, *, kept: Sequence[int | None]) -> None:
    """Makes the rows say what the text says.

    `kept` has a target's key, or `None`, for each indicator in order: a kept target stays the
    same row with its way of measuring; all others of the draft go.
    """
    agreement.place, agreement.date_text = text.place, text.date_text
    agreement.printed_total = text.total.printed
    agreement.save()
    _write_parties(agreement, text)
    _write_programmes(agreement, text)
    _write_objectives(agreement, text, kept)


def _write_parties(agreement: Agreement, text: paper.AgreementText) -> None:
    for role, party in ((PartyRole.FIRST, text.first_party), (PartyRole.SECOND, text.second_party)):
        Party.objects.update_or_create(
            agreement=agreement,
            role=role,
            defaults={
                "name": party.name,
                "position": party.position,
                "nip": party.nip,
                "rank": party.rank,
            },
        )


def _write_programmes(agreement: Agreement, text: paper.AgreementText) -> None:
    agreement.programmes.all().delete()
    Programme.objects.bulk_create(
        Programme(agreement=agreement, order=order, name=line.name, amount=line.amount)
        for order, line in enumerate(text.programmes, start=1)
    )


def _write_objectives(
    agreement: Agreement, text: paper.AgreementText, kept: Sequence[int | None]
) -> None:
    before = {
        target.pk: target
        for target in Target.objects.filter(objective__agreement=agreement).select_related(
            "indicator_version"
        )
    }
    old_objectives = list(agreement.objectives.values_list("pk", flat=True))
    first_free = len(old_objectives) + len(text.objectives) + 1000
    # The old rows step aside, so that the order numbers are free while the new ones are written.
    for shift, key in enumerate(old_objectives):
        Objective.objects.filter(pk=key).update(order=first_free + shift)
    keys = iter([*kept, *[None] * len(text.indicators)])
    stays: set[int] = set()
    for order, objective_text in enumerate(text.objectives, start=1):
        objective = Objective.objects.create(
            agreement=agreement, order=order, number=objective_text.number, text=objective_text.text
        )
        for place, indicator in enumerate(objective_text.indicators, start=1):
            target = before.get(next(keys) or 0) or _new_target(agreement, indicator)
            _fill_target(target, objective, place, indicator)
            stays.add(target.pk)
    Target.objects.filter(objective__agreement=agreement).exclude(pk__in=stays).delete()
    Objective.objects.filter(pk__in=old_objectives).delete()


def _new_target(agreement: Agreement, text: paper.IndicatorText) -> Target:
    """A target on the next version of the office's indicator of the same words, or on a new indicator."""
    last = (
        IndicatorVersion.objects.filter(
            indicator__org_unit=agreement.org_unit, text__iexact=text.text
        )
        .exclude(targets__objective__agreement=agreement)
        .order_by("-number", "-pk")
        .first()
    )
    return Target(
        indicator_version=_next_version(last) if last else _first_version(agreement, text)
    )


def _next_version(last: IndicatorVersion) -> IndicatorVersion:
    """The same way of measuring, open for changes."""
    newest = last.indicator.versions.aggregate(number=Max("number"))["number"]
    return IndicatorVersion(
        indicator=last.indicator,
        number=newest + 1,
        direction=last.direction,
        lower_variant=last.lower_variant,
        shape=last.shape,
        numerator_label=last.numerator_label,
        denominator_label=last.denominator_label,
        year_end=last.year_end,
        definition=last.definition,
        reason=last.reason,
        unit_of_measure=last.unit_of_measure,
        owner=last.owner,
        frequency=last.frequency,
    )


def open_version(version: IndicatorVersion) -> IndicatorVersion:
    """The version itself while it is open; of a frozen one the next, which says the same of the same year."""
    if version.frozen_at is None:
        return version
    made = _next_version(version)
    for name in (*_TEXTS, "accumulation", "baseline", "baseline_year"):
        setattr(made, name, getattr(version, name))
    return made


_TEXTS = ("text", "formula_text", "data_source", "notes")


def _first_version(agreement: Agreement, text: paper.IndicatorText) -> IndicatorVersion:
    labels = ratio_labels(text.formula_text or "")
    return IndicatorVersion(
        indicator=Indicator.objects.create(org_unit=agreement.org_unit),
        shape=(Shape.RATIO if labels else Shape.VALUE).value,
        numerator_label=labels.numerator if labels else None,
        denominator_label=labels.denominator if labels else None,
    )


def _fill_target(
    target: Target, objective: Objective, place: int, text: paper.IndicatorText
) -> None:
    said = {name: getattr(text, name) for name in _TEXTS}
    said["accumulation"] = text.accumulation.value if text.accumulation else None
    version = target.indicator_version
    if any(getattr(version, name) != value for name, value in said.items()):
        # A version that was signed stays as it is; figures are counted on where nothing changed.
        version = open_version(version)
        for name, value in said.items():
            setattr(version, name, value)
    if version.frozen_at is None:
        version.save()
    promised = text.target or paper.TargetText("", paper.TargetKind.NONE)
    target.indicator_version = version
    target.objective = objective
    target.order = place
    target.number = text.number
    target.raw = promised.raw or None
    target.kind = promised.kind.value
    target.value = promised.value
    target.unit_of_measure = promised.unit_of_measure
    target.save()


def copy_into(agreement: Agreement, source: Agreement) -> None:
    """Fills a new agreement with the text, targets and way of measuring of another one.

    Indicators keep their versions, so that whatever is measured of them goes on counting.
    """
    _copied(Party, source.parties.all(), agreement=agreement)
    _copied(Programme, source.programmes.all(), agreement=agreement)
    for objective in source.objectives.prefetch_related("targets__quarter_targets"):
        (made,) = _copied(Objective, [objective], agreement=agreement)
        for target in objective.targets.all():
            (copied,) = _copied(Target, [target], objective=made)
            _copied(QuarterTarget, target.quarter_targets.all(), target=copied)


def _copied(kind: type[Row], rows: Iterable[Row], **changed: Model) -> list[Row]:
    """New rows that say the same, but belong elsewhere."""
    names = [one.attname for one in kind._meta.concrete_fields if not one.primary_key]  # noqa: SLF001
    moved = {f"{name}_id" for name in changed}
    said = [{name: getattr(row, name) for name in names if name not in moved} for row in rows]
    return kind._default_manager.bulk_create(kind(**one, **changed) for one in said)  # noqa: SLF001
