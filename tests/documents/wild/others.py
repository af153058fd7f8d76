"""Documents beside the agreement: only its letter, a form nobody filled in, plans of another kind."""

from dataclasses import replace
from random import Random

from janji.core.agreement import AgreementText, Total
from tests.documents.wild.annexes import named
from tests.documents.wild.layouts import action_plan, grid
from tests.documents.wild.letters import OPENING, PROMISE, letter
from tests.documents.wild.offices import Draft
from tests.documents.wild.pieces import Cell, Grid, Line, NewPage, Piece, Written, row


def letter_only(draft: Draft, chance: Random) -> Written:
    """The page with the parties and no annex: no indicator, and a word about it."""
    pieces, shown = letter(draft.agreement, chance)
    bare = replace(shown, objectives=(), programmes=(), total=Total(None, None))
    return Written(pieces, bare, frozenset({"objectives"}))


def blank_form(draft: Draft, chance: Random) -> Written:
    """A form to fill in: labels, colons and empty rows."""
    columns = named(("number", "objective", "indicator", "target"), draft.agreement, chance)
    columns = replace(columns, headings=("NO", "SASARAN", "INDIKATOR KINERJA", "TARGET"))
    party: list[Piece] = [Line("Nama Jabatan"), Line(": :")]
    empty = [row(f"{k}." if chance.random() < 0.5 else "", "", "", "") for k in range(1, 5)]
    pieces: list[Piece] = [
        Line("PERJANJIAN KINERJA TAHUN 20 …"),
        Line("(NAMA PERANGKAT DAERAH)"),
        Line(OPENING),
        *party,
        Line("Selanjutnya disebut Pihak Pertama"),
        *party,
        Line("Selaku atasan Pihak Pertama, selanjutnya disebut Pihak Kedua"),
        Line(PROMISE),
        Line("…………, ………… 20…"),
        Grid((row("Pihak Kedua,", "Pihak Pertama,"), row("(………………)", "(………………)"), row("NIP.", "NIP.")), ruled=False),
        NewPage(),
        Line("LAMPIRAN PERJANJIAN KINERJA TAHUN 20 …"),
        grid(columns, list(empty)),
    ]  # fmt: skip
    return Written(pieces, AgreementText(year=None), refused=True)


def individual_plan(draft: Draft, chance: Random) -> Written:
    """What one official plans for himself, by quarters."""
    heading = chance.choice(
        (
            ("No", "rencana_hasil_kerja", "indikator_kinerja_individu", "target_tahunan"),
            ("NO", "RENCANA HASIL KERJA", "INDIKATOR KINERJA INDIVIDU", "TARGET"),
        )
    )
    quarters = ("TW1", "TW2", "TW3", "TW4")
    rows = [row(*heading, *quarters)]
    promises = (promise for each in draft.promises for promise in each)
    for number, (one, promise) in enumerate(
        zip(draft.agreement.indicators, promises, strict=True), 1
    ):
        parts = (f"Terlaksananya {one.text.lower()}", one.text, promise.said)
        rows.append(
            row(f"{number}", *parts, *(chance.choice(("1", "3", "25", "")) for _ in quarters))
        )
    official = draft.agreement.first_party
    pieces: list[Piece] = [
        Line(chance.choice(("SASARAN KINERJA PEGAWAI", "RENCANA HASIL KERJA PEGAWAI")) + f" TAHUN {draft.agreement.year}"),
        Line(f"Nama : {official.name}"),
        Line(f"NIP : {official.nip}"),
        Line(f"Jabatan : {official.position}"),
        Grid(tuple(rows), heading=1),
    ]  # fmt: skip
    return Written(pieces, AgreementText(year=None), refused=True)


def plan_only(draft: Draft, chance: Random) -> Written:
    """An action plan without its agreement."""
    pieces = action_plan(draft, chance)[1:]
    if chance.random() < 0.5:
        pieces.append(Grid((tuple(Cell(text) for text in ("Mengetahui,", "Kepala")),), ruled=False))
    return Written(pieces, AgreementText(year=None), refused=True)
