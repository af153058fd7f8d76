"""Whether the people of `filling.py` are still known in a house: by password, and by NIK."""

import json
import sys

import django

if __name__ == "__main__":
    django.setup()

from django.contrib.auth import authenticate
from django.test import RequestFactory

from janji.kit.persons import person_number
from janji.registers.services.models import ServiceRequest
from tests.upgrades.filling import NIK, PASSWORD


def main():
    request = RequestFactory().post("/masuk/")
    camat = authenticate(request, username="camat", password=PASSWORD)
    known = ServiceRequest.objects.filter(nik_digest=person_number(NIK).digest)
    json.dump({"signs_in": camat is not None, "nik": known.count()}, sys.stdout)


if __name__ == "__main__":
    main()
