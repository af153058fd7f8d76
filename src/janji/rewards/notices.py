"""What of rewards and sanctions is told to whom.

They concern a person, and a sentence may travel by mail: it says only that something waits. What was
proposed, decided or objected, and about whom, stands in the house alone.
"""

from django.urls import reverse

from janji.notices.declaring import Done, Notice
from janji.rewards.access import DECIDE, OBJECT
from janji.rewards.models import Proposal


def _page(proposal: Proposal) -> str:
    return reverse("rewards:proposal", args=[proposal.pk])


def _year(done: Done) -> dict[str, object]:
    return {"year": done.thing.year}


NOTICES = (
    Notice(
        deed="propose-reward",
        to=DECIDE,
        sentence="{org_unit}: sebuah usulan atas kinerja tahun {year} menunggu keputusan.",
        address=_page,
        facts=_year,
    ),
    Notice(
        deed="decide-reward",
        to=OBJECT,
        sentence="{org_unit}: ada keputusan atas kinerja tahun {year}. Isinya tertulis di Janji.",
        address=_page,
        facts=_year,
    ),
    Notice(
        deed="object-to-decision",
        to=DECIDE,
        sentence="{org_unit}: keberatan atas keputusan tentang kinerja tahun {year} menunggu jawaban.",
        address=_page,
        facts=_year,
    ),
    Notice(
        deed="answer-objection",
        to=OBJECT,
        sentence="{org_unit}: keberatan atas keputusan tentang kinerja tahun {year} sudah dijawab.",
        address=_page,
        facts=_year,
    ),
)
