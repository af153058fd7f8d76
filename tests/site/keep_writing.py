"""A clerk who goes on writing until the file named by the first argument exists."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from janji.orgs.models import User
from janji.registers.services import actions
from janji.registers.services.models import Service

CAME = datetime(2019, 12, 30, 2, 0, tzinfo=UTC)


def main(stop):
    clerk = User.objects.get(username="operator")
    service = Service.objects.order_by("pk").first()
    written = 0
    while not stop.exists():
        written += 1
        actions.receive_request(
            service=service,
            applicant=actions.Applicant(f"Warga {written}"),
            received_at=CAME,
            complete_at=CAME,
            by=clerk,
            at=CAME + timedelta(days=9),
        )
        # Whoever reads the count finds the old one or the new one.
        half = stop.with_suffix(".half")
        half.write_text(str(written))
        half.replace(stop.with_suffix(".count"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
