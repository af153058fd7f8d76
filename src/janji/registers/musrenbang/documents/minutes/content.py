"""What the minutes of a forum say, from the forum as values. No database and no clock.

The annexes are those of registers.md §5: the recap of attendance by group and sex, the ranked list by
field of development or by agency, the proposals turned down with reasons, last year's follow-up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from janji.calendars.wording import WEEKDAYS
from janji.core.numbers import written
from janji.documents.letterhead import Letterhead
from janji.documents.official import DOTTED, UNKNOWN
from janji.documents.sheets import Sheet
from janji.documents.typesetting import pdf
from janji.documents.word import docx
from janji.kit import dates
from janji.registers.musrenbang.lists import place_of
from janji.registers.musrenbang.models import Forum, Proposal
from janji.registers.musrenbang.queries.forums import Recap
from janji.registers.musrenbang.queries.proposals import FollowUp, RankedProposal

_HERE = Path(__file__).parent
NO_AGENCY = "OPD belum ditentukan"


@dataclass(frozen=True, slots=True)
class Minutes:
    """A forum about to be put on paper. `groups` are those who came: group, men, women."""

    letterhead: Letterhead
    office: str
    forum: Forum
    recap: Recap
    groups: Sequence[tuple[str, int, int]]
    ranked: Sequence[RankedProposal]
    by_agency: bool
    turned_down: Sequence[Proposal]
    before: FollowUp
    rows_before: Sequence[Proposal]
    made_at: datetime
    sheet: Sheet = Sheet.A4


def as_pdf(minutes: Minutes) -> bytes:
    """The minutes as PDF/A-2a and PDF/UA-1; the same value gives the same bytes."""
    return pdf(_HERE / "minutes.typ", _content(minutes), made_at=minutes.made_at)


def as_docx(minutes: Minutes) -> bytes:
    """The minutes as DOCX, from a template that an office can restyle in a word processor."""
    return docx(
        _HERE / "minutes.docx", _content(minutes), made_at=minutes.made_at, sheet=minutes.sheet
    )


def _content(minutes: Minutes) -> dict[str, Any]:
    """The minutes as plain data, the same for both templates."""
    forum, recap = minutes.forum, minutes.recap
    width, height = minutes.sheet.millimetres
    heading = f"BERITA ACARA {forum.get_kind_display().upper()}"
    return {
        "title": f"Berita acara {forum} – {minutes.office}",
        "author": minutes.letterhead.org_unit,
        "sheet": {"width": width, "height": height},
        "letterhead": {
            "government": minutes.letterhead.government,
            "org_unit": minutes.letterhead.org_unit,
            "address": minutes.letterhead.address,
            "contact": minutes.letterhead.contact,
        },
        "state_note": None,
        "foot": [],
        "heading": heading,
        "year": f"Tahun rencana {forum.plan_year}",
        "number": f"Nomor: {forum.minutes_number or DOTTED}",
        "opening": list(_opening(minutes)),
        "recap_title": "Lampiran 1. Rekapitulasi kehadiran",
        "recap": [
            *(_counted(label, men, women) for label, men, women in minutes.groups),
            _counted("Jumlah", recap.people - recap.women, recap.women),
        ],
        "recap_said": _recap_said(forum, recap),
        "ranking_title": f"Lampiran 2. Daftar peringkat menurut {_by(minutes)}",
        "ranking": list(_ranking(minutes)),
        "ranking_note": _ranking_note(minutes.ranked),
        "turned_down_title": "Lampiran 3. Usulan yang ditolak",
        "turned_down": [
            {
                "number": one.code,
                "title": one.title,
                "village": one.org_unit.name,
                "reason": one.state_reason or UNKNOWN,
            }
            for one in minutes.turned_down
        ],
        "before_title": f"Lampiran 4. Tindak lanjut usulan {minutes.before.plan_year}",
        "before_said": _before_said(minutes.before),
        "before": [
            {"state": str(state.label), "count": written(count, 0)}
            for state, count in minutes.before.counts
            if count
        ],
        "rows_before": [
            {
                "number": one.code,
                "title": one.title,
                "village": one.org_unit.name,
                "state": one.get_state_display(),
                "reason": one.state_reason or "",
            }
            for one in minutes.rows_before
        ],
        "place_date": f"{DOTTED}, {dates.day(forum.day)}",
        "signatures": [
            {"role": "Pimpinan sidang", "name": DOTTED},
            {"role": "Sekretaris", "name": DOTTED},
            {"role": "Wakil peserta", "name": DOTTED},
            {"role": "Wakil peserta perempuan", "name": DOTTED},
        ],
    }


def _by(minutes: Minutes) -> str:
    return "OPD tujuan" if minutes.by_agency else "bidang"


def _opening(minutes: Minutes) -> Iterable[str]:
    forum, recap = minutes.forum, minutes.recap
    day = f"{WEEKDAYS[forum.day.weekday()]}, {dates.day(forum.day)}"
    yield (
        f"Pada hari {day}, bertempat di {forum.venue}, {minutes.office} telah menyelenggarakan"
        f" {forum.get_kind_display()} untuk perencanaan tahun {forum.plan_year}, dihadiri"
        f" {written(recap.people, 0)} orang."
    )
    accepted, turned_down = len(minutes.ranked), len(minutes.turned_down)
    yield (
        f"Usulan yang diterima dan diurutkan {written(accepted, 0)}, yang ditolak"
        f" {written(turned_down, 0)}. Rekapitulasi kehadiran, daftar peringkat, usulan yang ditolak"
        " beserta alasannya, dan tindak lanjut usulan tahun sebelumnya terlampir."
    )
    yield "Berita acara ini dibuat dengan sebenarnya untuk digunakan sebagaimana mestinya."


def _counted(label: str, men: int, women: int) -> Mapping[str, str]:
    return {
        "label": label,
        "men": written(men, 0),
        "women": written(women, 0),
        "people": written(men + women, 0),
    }


def _recap_said(forum: Forum, recap: Recap) -> str:
    said = f"Desa atau kelurahan yang hadir {written(recap.villages, 0)}"
    if forum.invited_villages:
        said += f" dari {written(forum.invited_villages, 0)} yang diundang"
    women = recap.share_of_women
    if women is not None:
        said += f"; peserta perempuan {written(women, 2)} %"
    return f"{said}. Hanya yang bertanda hadir dan sudah diperiksa yang dihitung."


def _ranking(minutes: Minutes) -> Iterable[Mapping[str, Any]]:
    """The ranked proposals in groups; the groups come as their first proposal does."""
    groups: dict[str, list[RankedProposal]] = {}
    for one in minutes.ranked:
        if minutes.by_agency:
            title = one.proposal.agency or NO_AGENCY
        else:
            title = one.proposal.get_sector_display()
        groups.setdefault(title, []).append(one)
    for title, found in groups.items():
        # `lines`, because a template reads `rows` of a dictionary as it likes.
        yield {"title": title, "lines": [_ranked(one) for one in found]}


def _ranked(one: RankedProposal) -> Mapping[str, str]:
    proposal, place = one.proposal, one.place
    title = proposal.title
    if proposal.placed:
        title += f" (menurut nilai {place.computed}; {proposal.placed_reason})"
    return {
        "rank": str(place.rank),
        "title": title,
        "village": proposal.org_unit.name,
        "where": place_of(proposal) or UNKNOWN,
        "points": UNKNOWN if place.points is None else written(place.points, 2),
        "cost": UNKNOWN if proposal.cost is None else written(proposal.cost, 0),
    }


def _ranking_note(ranked: Sequence[RankedProposal]) -> str:
    said = (
        "Peringkat berlaku di seluruh kecamatan: jumlah bobot × nilai; bila sama, penerima manfaat"
        " lebih banyak, nomor prioritas desa lebih awal, lalu nomor usulan. Biaya adalah perkiraan"
        " dalam rupiah."
    )
    unscored = sum(1 for one in ranked if one.place.points is None)
    return f"{said} {unscored} usulan belum dinilai lengkap." if unscored else said


def _before_said(before: FollowUp) -> str:
    if not before.whole:
        return f"Usulan untuk {before.plan_year} tidak tercatat."
    assert before.rate is not None  # noqa: S101 -- there are proposals
    said = (
        f"{written(before.accommodated, 0)} dari {written(before.whole, 0)} usulan masuk RKPD atau"
        f" APBD ({written(before.rate, 2)} %)"
    )
    return f"{said}; {written(before.unanswered, 0)} belum dijawab."
