"""Documents that look like an agreement and are something else: plans, forms, letters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from janji.core.refusals import Refused
from janji.documents.reading.content import Said
from janji.documents.reading.statement import Statement
from janji.documents.reading.titles import is_title

_INDIVIDUAL = re.compile(
    r"rencana[ _]hasil[ _]kerja|sasaran kinerja pegawai|indikator[ _]kinerja[ _]individu"
    r"|\bskp\b.*\b(?:pegawai|pejabat)\b",
    re.IGNORECASE,
)
_ACTION_PLAN = re.compile(r"rencana\s+aksi", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:laporan|lkj(?:ip)?|lakip|capaian|monitoring|evaluasi|berita\s+acara|cascading|pohon\s+kinerja|pedoman"
    r"|rencana\s+(?:strategis|kerja)|keputusan|peraturan)\b",
    re.IGNORECASE,
)
_NEVER_SIGNED = re.compile(r"laporan|lkj|lakip|capaian|monitoring|evaluasi|berita", re.IGNORECASE)
_LONGEST_TITLE = 160
_TOP = 40
"""So many lines from the top a document says what it is."""
_BELOW = re.compile(
    r"^(?:pihak\s+(?:pertama|kesatu|kedua)\b|nip\b|lampiran\b|catatan\b)"
    r"|^[A-Z][A-Za-z .]+,\s*(?:\d{1,2}\s+)?[A-Z]?[a-z]*\s*20\d\d$",
    re.IGNORECASE,
)
"""What stands under a table: signatures, place and date, the next annex."""
_DOTS = re.compile(r"…|\.{4,}|_{3,}|\(nama[^)]*\)|<nama[^>]*>", re.IGNORECASE)


@dataclass(slots=True)
class Seen:
    """What was met on the way through a document."""

    plan_tables: int = 0
    person_tables: int = 0
    report_tables: int = 0


def begins_action_plan(line: str) -> bool:
    """Whether a line is the title of an action plan."""
    return (
        len(line) < _LONGEST_TITLE and _ACTION_PLAN.search(line) is not None and _is_heading(line)
    )


def begins_agreement(line: str) -> bool:
    """Whether a line leads back from an action plan to an agreement."""
    return (
        len(line) < _LONGEST_TITLE
        and re.search(r"perjanjian\s+kinerja|program\s+dan\s+anggaran", line, re.I) is not None
        and not _ACTION_PLAN.search(line)
        and _is_heading(line)
    )


def ends_table(line: str) -> bool:
    """Whether a line stands below a table that only its text tells apart from what follows."""
    return bool(_BELOW.search(line)) or begins_action_plan(line) or begins_agreement(line)


def _is_heading(line: str) -> bool:
    return line == line.upper() or line.istitle() or len(line) < 60


def require_agreement(
    statement: Statement, lines: Sequence[Said], seen: Seen, name: str, *, has_annex: bool
) -> None:
    """Refuses what is none: `document-individual`, `document-action-plan`, `document-blank-form`,
    `document-other`, or `document-without-table` where neither parties nor an annex were found."""
    parties = [one for one in (statement.first, statement.second) if one.name is not None]
    if seen.person_tables or (not parties and _says(lines, _INDIVIDUAL)):
        raise Refused("document-individual", name=name)
    if not has_annex and not parties and (seen.plan_tables or _says_title(lines)):
        raise Refused("document-action-plan", name=name)
    if not statement.says_agreement or _is_other(lines, signed=len(parties) > 1):
        raise Refused("document-other", name=name)
    if _is_blank(statement, lines, has_annex=has_annex):
        raise Refused("document-blank-form", name=name)
    if not has_annex and not parties:
        code = "document-other" if seen.report_tables else "document-without-table"
        raise Refused(code, name=name)


def _is_other(lines: Sequence[Said], *, signed: bool) -> bool:
    """Whether a document that speaks of an agreement is called something else above it."""
    for line in (one.line for one in lines[:_TOP]):
        other = _OTHER.match(line)
        if other and line == line.upper() and len(line) < _LONGEST_TITLE:
            return not signed or _NEVER_SIGNED.match(line) is not None
        if is_title(line):
            return False
    return False


def _says(lines: Sequence[Said], wanted: re.Pattern[str]) -> bool:
    return any(wanted.search(line.line) for line in lines)


def _says_title(lines: Sequence[Said]) -> bool:
    return any(begins_action_plan(line.line) for line in lines)


def _is_blank(statement: Statement, lines: Sequence[Said], *, has_annex: bool) -> bool:
    """A form nobody filled in: no year, nobody named, dots where names should stand."""
    named = [
        one.name.text
        for one in (statement.first, statement.second)
        if one.name is not None and not _DOTS.search(one.name.text)
    ]
    if named or statement.year is not None:
        return False
    return statement.year_is_blank or _says(lines, _DOTS) or not has_annex
