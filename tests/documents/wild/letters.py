"""The letter around the annex: letterhead, title, the two parties, place and date, signatures."""

from dataclasses import replace
from random import Random

from janji.core.agreement import AgreementText, Party
from tests.documents.wild.pieces import Cell, Grid, Line, NewPage, Piece, lines_of, row

FIRST_CALLED = (
    "Selanjutnya disebut Pihak Pertama",
    "selanjutnya disebut sebagai Pihak Pertama",
    "Selanjutnya disebut PIHAK KESATU",
    "Untuk selanjutnya disebut PIHAK PERTAMA",
    "Selanjutnya disebut Pihak Pertama.",
)
SECOND_CALLED = (
    "Selaku atasan Pihak Pertama, selanjutnya disebut Pihak Kedua",
    "Selaku atasan langsung pihak pertama, selanjutnya disebut Pihak Kedua",
    "Selanjutnya disebut PIHAK KEDUA",
    "selaku atasan pihak pertama, selanjutnya disebut sebagai Pihak Kedua",
)
OPENING = (
    "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan dan akuntabel serta "
    "berorientasi pada hasil, kami yang bertanda tangan di bawah ini :"
)
PROMISE = (
    "Pihak Pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian "
    "ini. Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami."
)
OVERSIGHT = (
    "Pihak Kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap "
    "capaian kinerja dari perjanjian ini sesuai Peraturan Pemerintah No. 53 Tahun 2010 "
    "dan Rencana Strategis Tahun 2017 - 2021."
)


def titles(agreement: AgreementText, chance: Random) -> list[Piece]:
    """The title with the year, in one of the forms for an agreement or a revision."""
    year, unit = agreement.year, (agreement.org_unit or "").upper()
    region = (agreement.region or "").upper()
    if agreement.revision == 1:
        forms = [
            [f"PERJANJIAN KINERJA PERUBAHAN TAHUN {year}", unit],
            [f"PERUBAHAN PERJANJIAN KINERJA TAHUN {year}"],
            ["PERJANJIAN KINERJA", unit, f"TAHUN {year} REVIU 1"],
        ]
    elif agreement.revision:
        forms = [
            [f"PERJANJIAN KINERJA PERUBAHAN KE-{agreement.revision} TAHUN {year}"],
            [f"PERJANJIAN KINERJA TAHUN {year} REVIU {agreement.revision}"],
        ]
    else:
        forms = [
            [f"PERJANJIAN KINERJA TAHUN {year}"],
            [f"PERJANJIAN KINERJA TAHUN {year}", unit],
            ["PERJANJIAN KINERJA", unit, f"{region} TAHUN {year}"],
            ["PERJANJIAN KINERJA PEJABAT PENGAWAS", f"TAHUN {year}"],
            ["PERNYATAAN PERJANJIAN KINERJA", unit, f"TAHUN {year}"],
            [f"Perjanjian Kinerja Tahun Anggaran {year}"],
        ]
    return [Line(one) for one in chance.choice(forms)]


def letterhead(agreement: AgreementText, chance: Random) -> list[Piece]:
    """The letterhead that some print above the title."""
    town = agreement.place
    return [
        Line(f"PEMERINTAH {(agreement.region or '').upper()}"),
        Line((agreement.org_unit or "").upper()),
        Line(f"Jalan Raya {town} No. {chance.randrange(1, 90)} KP 5{chance.randrange(1000, 9999)}"),
        Line(f"e-mail : surat@contoh.go.id – website : contoh.go.id Telp. (0281) {chance.randrange(10**5, 10**6)}"),
    ]  # fmt: skip


def letter(agreement: AgreementText, chance: Random) -> tuple[list[Piece], AgreementText]:
    """The pages before the annex, and the agreement as far as they show it."""
    headed = chance.random() < 0.7
    pieces: list[Piece] = []
    if headed:
        pieces += [*letterhead(agreement, chance), Line()]
    pieces += [*titles(agreement, chance), Line(), Line(OPENING), Line()]
    form = chance.choice(
        ("dash", "colon", "colon", "tabs", "spaces", "two cells", "three cells", "next line")
    )
    pieces += _party(agreement.first_party, chance.choice(FIRST_CALLED), form, chance)
    pieces += _party(agreement.second_party, chance.choice(SECOND_CALLED), form, chance)
    pieces += [Line(PROMISE), Line(), Line(OVERSIGHT), Line()]
    shown = replace(
        agreement,
        org_unit=agreement.org_unit if headed else None,
        region=agreement.region if headed else None,
        date_text=" ".join((agreement.date_text or "").split()),
    )
    signed, shown = signatures(agreement, shown, chance)
    return [*pieces, *signed], shown


def _party(party: Party, called: str, form: str, chance: Random) -> list[Piece]:
    name, position = party.name or "", party.position or ""
    if chance.random() < 0.3:
        position = position.upper()
    words = position.split()
    if form in {"colon", "spaces"} and len(words) > 4 and chance.random() < 0.4:
        position = " ".join(words[:4]) + "\n" + " ".join(words[4:])
    label = "Nama Pegawai" if "Untuk" in called else "Nama"
    facts = ((label, name), ("Jabatan", position))
    return [*_labelled(facts, form), Line(called), Line()]


def _labelled(facts: tuple[tuple[str, str], ...], form: str) -> list[Piece]:
    if form == "two cells":
        return [
            Grid(
                tuple(row(label, f": {said}") for label, said in facts), ruled=False, widths=(1, 3)
            )
        ]
    if form == "three cells":
        return [
            Grid(
                tuple(row(label, ":", said) for label, said in facts),
                ruled=False,
                widths=(6, 1, 18),
            )
        ]
    signs = {
        "colon": " : ",
        "tabs": "\t\t: ",
        "spaces": "          : ",
        "next line": "\n: ",
        "dash": " - ",
    }
    return [piece for label, said in facts for piece in lines_of(f"{label}{signs[form]}{said}")]


def signatures(
    agreement: AgreementText, shown: AgreementText, chance: Random
) -> tuple[list[Piece], AgreementText]:
    """Place, date and signatures; the second party mostly stands first. Says what they show."""
    first, said_first = _signature(agreement.first_party, "Pihak Pertama,", chance)
    second, said_second = _signature(agreement.second_party, "Pihak Kedua,", chance)
    dated = f"{agreement.place}, {agreement.date_text}"
    parts = [second, first] if chance.random() < 0.75 else [first, second]
    form = chance.choice(("beside", "rows", "below"))
    pieces: list[Piece] = [Line(dated), Line()]
    if form == "below":
        pieces += [Line(one) for part in parts for one in (*part, "")]
    elif form == "beside":
        cells = tuple(Cell("\n".join(part)) for part in parts)
        pieces.append(Grid((cells,), ruled=False, widths=(1, 1)))
    else:
        most = max(map(len, parts))
        left, right = ([*part, *[""] * (most - len(part))] for part in parts)
        rows = tuple(row(*both) for both in zip(left, right, strict=True))
        pieces.append(Grid(rows, ruled=False, widths=(1, 1)))
    return pieces, replace(shown, first_party=said_first, second_party=said_second)


def _signature(party: Party, called: str, chance: Random) -> tuple[list[str], Party]:
    """The lines of a signature, and the party with what they say of rank and service number."""
    lines = [called] if chance.random() < 0.7 else []
    lines += [(party.position or "").upper(), "", "", _spelled(party.name or "", chance)]
    ranked = party.rank is not None and chance.random() < 0.7
    if ranked:
        lines.append(party.rank or "")
    form = chance.choice(
        (
            "NIP. {0} {1} {2} {3}",
            "NIP. {0}{1}{2}{3}",
            "NIP {0}{1}{2}{3}",
            "NIP. {0}.{1}.{2}.{3}.",
            "NIP.",
            None,
        )
    )
    if party.nip is None:
        form = None
    if form is not None:
        nip = party.nip or ""
        lines.append(form.format(nip[:8], nip[8:14], nip[14], nip[15:]))
    numbered = form is not None and "{" in form
    return lines, replace(
        party, rank=party.rank if ranked else None, nip=party.nip if numbered else None
    )


def _spelled(name: str, chance: Random) -> str:
    """The name as the signature has it: now and then another spelling of the same person."""
    if chance.random() < 0.75:
        return name
    return chance.choice(
        (name.replace("H. ", ""), name.replace(". ", "."), name.upper(), name.replace(",", ", "))
    )


def new_page(agreement: AgreementText, chance: Random) -> list[Piece]:
    """The title over the annex."""
    begin = chance.choice(("LAMPIRAN PERJANJIAN KINERJA", "PERJANJIAN KINERJA"))
    unit = (agreement.org_unit or "").upper()
    return [NewPage(), Line(f"{begin} TAHUN {agreement.year}"), Line(unit), Line()]
