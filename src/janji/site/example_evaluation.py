"""The example's evaluation: what the office writes about two figures, and what is published of three quarters."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.evaluation import actions
from janji.evaluation.freezing import digest_of, scores_of
from janji.evaluation.queries import efficiency_for, evaluated
from janji.orgs.models import User

QUARTER = 3


def load(agreement: Agreement, people: Mapping[str, User], *, at: datetime) -> None:
    """The planner explains the services and the communities; the evaluator judges the year so far."""
    _, services, bodies, *_ = targets_of(agreement)
    for target, causes, obstacles, remedies in (
        (
            services,
            "Sebagian permohonan menunggu kelengkapan berkas pemohon (contoh).",
            "Pemohon dari desa yang jauh datang dua kali.",
            "Daftar persyaratan ditempel di balai desa; loket mengingatkan sehari sebelum batasnya.",
        ),
        (
            bodies,
            "Beberapa lembaga belum menyusun program kerja tahun ini (contoh).",
            None,
            "Pendampingan penyusunan program kerja di setiap desa sampai November.",
        ),
    ):
        actions.write_explanation(
            target=target,
            quarter=QUARTER,
            causes=causes,
            obstacles=obstacles,
            remedies=remedies,
            based_on=None,
            by=people["perencana"],
            at=at,
        )
    draft = actions.write_evaluation(
        agreement=agreement,
        quarter=QUARTER,
        notes="Register diisi teratur; setiap angka terbuka sampai barisnya (contoh).",
        recommendations="Cocokkan catatan desa dengan register kecamatan setiap bulan.",
        based_on=None,
        by=people["evaluator"],
        at=at,
    )
    found = evaluated(agreement, timezone.localdate(at), quarter=QUARTER)
    actions.publish_evaluation(
        evaluation=draft,
        seen=digest_of(scores_of(found, efficiency_for(found))),
        based_on=draft.edition,
        by=people["evaluator"],
        at=at,
    )
