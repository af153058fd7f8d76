"""What a house publishes: achievements, facts, the end of the audit chain, the papers.

`python tests/upgrades/published.py` prints it as JSON for the house of JANJI_HOME. Like
`filling.py` it imports nothing of the tests, so that an earlier release says it in its own words.
"""

import hashlib
import json
import os
import sys
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "janji.site.settings")
if __name__ == "__main__":
    django.setup()

from django.test import Client
from django.urls import reverse

from janji.agreements.models import Agreement
from janji.agreements.queries import content_digest
from janji.indicators.refreshing import differing_facts, refresh_facts
from janji.kit import audit
from janji.kit.models import AuditEntry, ChainHead
from janji.measurements.queries import year_of
from janji.orgs.models import User
from janji.registers.facts.models import Fact
from janji.registers.survey.models import Publication

ON = date(2020, 1, 15)


def published():
    """Everything the house says to the outside on one day."""
    refresh_facts(as_of=ON)
    agreements = list(Agreement.objects.order_by("pk"))
    head = ChainHead.objects.get()
    return {
        "achievements": {str(one.pk): _year(one) for one in agreements},
        "digests": {str(one.pk): content_digest(one) for one in agreements},
        "papers": {str(one.pk): _papers(one) for one in agreements},
        "surveys": [one.result for one in Publication.objects.order_by("pk")],
        "facts": sorted(map(_fact, Fact.objects.select_related("ledger__org_unit"))),
        "differing": len(list(differing_facts())),
        "chain": {"number": head.last_number, "hash": head.last_hash},
        "deeds": AuditEntry.objects.count(),
        "broken": list(audit.broken_links()),
    }


def _year(agreement):
    return [
        {
            "indicator": one.target.indicator_version.indicator_id,
            "year": _said(one),
            "quarters": [_said(cell) for cell in one.cells],
        }
        for objective in year_of(agreement, on=ON)
        for one in objective.indicators
    ]


def _said(figure):
    reached = figure.achievement
    return {
        "value": str(figure.to_date.value),
        "raw": str(reached.raw),
        "shown": str(reached.shown),
        "reason": reached.reason.value if reached.reason else None,
        "band": figure.band.code if figure.band else None,
    }


def _papers(agreement):
    door = Client(SERVER_NAME="localhost")
    reader = User.objects.get(username="camat")
    door.force_login(reader, backend="janji.orgs.backends.AccountBackend")
    pages = (
        door.get(reverse(f"agreements:{kind}", args=[agreement.pk])) for kind in ("pdf", "docx")
    )
    digests = [hashlib.sha256(page.content).hexdigest() for page in pages]
    door.logout()
    return digests


def _fact(fact):
    ledger = fact.ledger
    place = (ledger.register, ledger.org_unit.slug, ledger.year)
    return [*place, fact.variable, fact.terms, fact.first, fact.last, fact.value]


if __name__ == "__main__":
    json.dump(published(), sys.stdout, indent=1, sort_keys=True)
