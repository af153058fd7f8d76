"""Village budgets as stories need them: villages, drafts on their way, visits."""

from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile

from janji.core.village_budgets import Course
from janji.kit.files import check_upload
from janji.registers.village_budgets import actions
from janji.registers.village_budgets.actions import Answered, Brought
from janji.registers.village_budgets.intake import Happened
from tests.registers.village_books import listed, office

NOW = datetime(2020, 1, 15, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
JPEG = b"\xff\xd8\xff\xe0" + b"foto contoh" * 20
PDF = b"%PDF-1.4\n% berita acara contoh\n"
RECEIVED = {
    "agreed_on": date(2019, 8, 5),
    "sent_on": date(2019, 8, 6),
    "received_on": date(2019, 8, 7),
}
ANSWERED = RECEIVED | {
    "result_on": date(2019, 8, 20),
    "outcome": "SESUAI",
    "letter_number": "900/77/2019",
}


def cycle(cast, village=None, *, year=2019, change=1, by=None, **days):
    """A draft of the amended budget, as far as its days say."""
    return actions.open_cycle(
        village=village or cast.village,
        budget_year=year,
        change=change,
        course=Course(**days),
        by=by or cast.operator,
        at=NOW,
    )


def course(cast, draft, **changed):
    """The same draft some steps further."""
    said = {name: getattr(draft, name) for name in Course.__dataclass_fields__} | changed
    return actions.set_course(
        cycle=draft, course=Course(**said), based_on=draft.edition, by=cast.operator, at=NOW
    )


def happened(**changed):
    """A visit to look at the works."""
    said = {
        "kind": "MONEV_FISIK",
        "day": date(2019, 5, 14),
        "team": "Sri Lestari, Bambang Irawan",
        "subject": "Jalan usaha tani",
        "findings": None,
        "recommendation": None,
        "minutes_number": "412/21/V/2019",
        "follow_up_due_on": None,
    }
    return Happened(**said | changed)


def visit(cast, village=None, *, files=None, key=None, by=None, **changed):
    """It is written down."""
    return actions.record_visit(
        village=village or cast.village,
        said=happened(**changed),
        files=files or {},
        client_key=key or uuid4(),
        by=by or cast.operator,
        at=NOW,
    )


def upload(name="foto.jpg", data=JPEG):
    """A file that someone brings."""
    return check_upload(SimpleUploadedFile(name, data))


def brought(cast, village=None, *, duty="LPPD", year=2018, on=date(2019, 3, 20), by=None):
    """Something came."""
    return actions.note_handed_in(
        village=village or cast.village,
        budget_year=year,
        duty=duty,
        said=Brought(on, "Kaur Keuangan Suwarno", "900/3"),
        by=by or cast.operator,
        at=NOW,
    )


AMOUNTS = {
    "income_own": 20_000_000,
    "income_transfer": 1_400_000_000,
    "spending_government": 432_000_000,
    "spending_development": 823_000_000,
    "spending_society": 100_000_000,
    "spending_empowerment": 80_000_000,
    "spending_emergency": 20_000_000,
    "financing_in": 60_000_000,
    "financing_out": 25_000_000,
    "limited": 432_000_000,
}


def summary(cast, draft, *, as_of=None, based_on=None, **changed):
    """The sums of a draft; they balance."""
    return actions.keep_summary(
        cycle=draft,
        as_of=as_of,
        amounts=AMOUNTS | changed,
        based_on=based_on,
        by=cast.operator,
        at=NOW,
    )


def answers(**no):
    """Every question answered yes but those named, each with what is wrong: `A2="…"`."""
    codes = [f"A{number}" for number in range(1, 12)]
    return {
        code: Answered("TIDAK", no[code], "4.1.1") if code in no else Answered("YA")
        for code in codes
    }


def evaluate(cast, draft, *, based_on=None, **no):
    """The questions are answered."""
    return actions.record_answers(
        cycle=draft,
        evaluator="Bambang Irawan",
        answers=answers(**no),
        based_on=based_on,
        by=cast.operator,
        at=NOW,
    )


def villages(cast, count):
    """So many villages, the cast's among them."""
    for number in range(1, count):
        office(cast, f"Desa Contoh {number:02}")
    return list(listed(cast).values())
