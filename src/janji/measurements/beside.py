"""What measurements hang beside an agreement in force: what comes next, for whoever may do it."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.contrib.auth.models import AbstractUser
from django.urls import reverse

from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.core.agreement_life import State
from janji.core.measurement_life import WRITABLE
from janji.core.measuring import QUARTERS
from janji.core.periods import has_begun, is_over
from janji.indicators.models import OperationalDefinition
from janji.kit.panels import Line, Panel
from janji.kit.templatetags.kit import quarter as quarter_name
from janji.measurements.quarters.queries import quarter_states
from janji.orgs import access
from janji.orgs.roles import Permission

MOST = 4


def of_agreement(agreement: Agreement, user: AbstractUser, on: date) -> Sequence[Panel]:
    """The next quarter to write, definitions to propose and to sign; three queries at most."""
    if agreement.state != State.IN_FORCE:
        return []
    permissions = access.permissions_in(user, agreement.org_unit, on=on)
    lines = [*_measuring(agreement, permissions, on), *_defining(agreement, permissions)]
    if not lines:
        return []
    year = reverse("measurements:year", args=[agreement.org_unit.slug, agreement.year])
    return [
        Panel(
            code="berikutnya",
            title="Yang dapat Anda kerjakan",
            count=len(lines),
            lines=lines[:MOST],
            nothing="",
            links=[(f"Pengukuran {agreement.year}", year)],
        )
    ]


def _measuring(
    agreement: Agreement, permissions: frozenset[Permission], on: date
) -> Iterator[Line]:
    """The earliest quarter that has begun and is still being written."""
    deeds = []
    if Permission.RECORD_ACTUAL in permissions:
        deeds.append("isi realisasi")
    if Permission.SUBMIT_QUARTER in permissions:
        deeds.append("sampaikan")
    if not deeds:
        return
    office, year = agreement.org_unit, agreement.year
    states = quarter_states([office], year)[office.pk]
    for quarter in QUARTERS:
        if has_begun(year, quarter, on) and states[quarter] in WRITABLE:
            over = is_over(year, quarter, on)
            yield Line(
                f"Pengukuran {quarter_name(quarter)}: {' dan '.join(deeds)}",
                reverse("measurements:quarter", args=[office.slug, year, quarter]),
                *(("warn", "triwulan berakhir") if over else ("info", "sedang berjalan")),
            )
            return


def _defining(agreement: Agreement, permissions: frozenset[Permission]) -> Iterator[Line]:
    """Definitions that wait for a signature, then indicators that nobody has connected yet."""
    defines = Permission.DEFINE_INDICATOR in permissions
    signs = Permission.SIGN_DEFINITION in permissions
    if not defines and not signs:
        return
    targets = targets_of(agreement)
    found = OperationalDefinition.objects.filter(
        version__in=[one.indicator_version_id for one in targets], ended_at=None
    )
    standing = found.values_list("version", "signed_at")
    proposed = {version for version, signed_at in standing if signed_at is None}
    connected = {version for version, _ in standing}
    for one in targets:
        if signs and one.indicator_version_id in proposed:
            yield Line(
                f"Definisi operasional: {one.indicator_version.text}",
                reverse("measurements:definitions", args=[one.pk]),
                *("warn", "menunggu penetapan"),
            )
    for one in targets:
        if defines and one.indicator_version_id not in connected:
            yield Line(
                f"Definisi operasional: {one.indicator_version.text}",
                reverse("measurements:propose", args=[one.pk]),
                *("none", "masih diisi tangan"),
            )


BESIDE = {"agreement": of_agreement}
