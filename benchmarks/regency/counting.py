"""Counts the whole regency anew, and by hand-written SQL: `python -m benchmarks.regency.counting`.

Prints JSON: seconds of both, and where the pages are that are measured next.
"""

import json
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django

django.setup()

# Only now: rooms define models, which need settings.
from django.db import connection, transaction

from benchmarks.house import ZONE
from janji.agreements.models import Agreement
from janji.agreements.queries import targets_of
from janji.indicators.refreshing import refresh_facts
from janji.orgs.models import OrgUnit
from janji.registers.catalogue import register_of, variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.facts.models import Fact, Ledger
from janji.registers.services.models import ServiceRequest
from janji.registers.survey.models import Period

FOLDER = Path(__file__).parents[1]


def by_hand(today: date) -> int:
    """The numbers of all variables of every office and year, one statement for each table and day."""
    name = "by_hand_postgresql.sql" if connection.vendor == "postgresql" else "by_hand.sql"
    statements = (FOLDER / name).read_text().split(";")[:-1]
    found = 0
    pairs = Ledger.objects.order_by("year", "org_unit").values_list("org_unit", "year").distinct()
    with connection.cursor() as cursor:
        for office, year in pairs:
            begins = datetime(year, 1, 1, tzinfo=ZONE).astimezone(UTC)
            ends = datetime(year + 1, 1, 1, tzinfo=ZONE).astimezone(UTC)
            values = {
                "office": office,
                "as_of": today.isoformat(),
                "days_ago": (today - timedelta(days=14)).isoformat(),
                "first": date(year, 1, 1).isoformat(),
                "last": date(year, 12, 31).isoformat(),
                "begins": f"{begins:%F %T}" if connection.vendor == "sqlite" else begins,
                "ends": f"{ends:%F %T}" if connection.vendor == "sqlite" else ends,
            }
            for statement in statements:
                cursor.execute(statement, values)
                found += len(cursor.fetchall())
    return found


def by_janji(today: date) -> int:
    """The same numbers through the variables of the registers."""
    terms = [Wanted(v, {t.code: t.default for t in v.terms}) for v in variables().values()]
    found = 0
    for ledger in Ledger.objects.select_related("org_unit"):
        own = [one for one in terms if register_of(one.variable).code == ledger.register]
        found += len(keeping.count(ledger, own, as_of=today))
    return found


def addresses() -> dict[str, str]:
    """The ten busiest pages by their names, in a district of the newest year."""
    district = OrgUnit.objects.filter(kind="district").order_by("path")[13]
    agreement = Agreement.objects.get(org_unit=district, year=2025)
    timely = targets_of(agreement)[1]
    period = Period.objects.get(org_unit=district, name="Survei 2025")
    request = ServiceRequest.objects.filter(org_unit=district).order_by("-received_at").first()
    assert request is not None
    return {
        "meja kabupaten: 27 kecamatan": "/beranda/?halaman=1",
        "beranda kecamatan": f"/beranda/{district.slug}/2025/",
        "pengukuran kecamatan": f"/pengukuran/{district.slug}/2025/",
        "halaman indikator": f"/indikator/{timely.pk}/",
        "baris di balik angka": f"/indikator/{timely.pk}/baris/layanan_tepat_waktu/",
        "naskah perjanjian": f"/perjanjian/{agreement.pk}/",
        "register permohonan": f"/catatan/layanan/{district.slug}/",
        "loket": f"/catatan/layanan/{district.slug}/loket/",
        "halaman permohonan": f"/catatan/layanan/permohonan/{request.pk}/",
        "hasil survei": f"/catatan/survei/periode/{period.pk}/",
    }


def timed(work) -> float:
    """Seconds of a call, the better of two: the first warms the database."""
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Measures and prints."""
    today = datetime.now(ZONE).date()
    with transaction.atomic():
        hand, ours = timed(lambda: by_hand(today)), timed(lambda: by_janji(today))
    start = time.perf_counter()
    refresh_facts(as_of=today)
    refreshed = time.perf_counter() - start
    district = OrgUnit.objects.filter(kind="district").order_by("path")[13]
    paper = Agreement.objects.get(org_unit=district, year=2025)
    json.dump(
        {
            "by_hand": hand,
            "by_janji": ours,
            "refreshed": refreshed,
            "facts": Fact.objects.count(),
            "pages": addresses(),
            "paper": f"/perjanjian/{paper.pk}/perjanjian.pdf",
            "office": district.slug,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
