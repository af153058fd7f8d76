"""What an agreement says otherwise than the one before it: text, targets, budget."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from janji.agreements import queries, saying
from janji.agreements.models import Agreement, Target
from janji.agreements.templatetags.agreements import path
from janji.core.agreement import AgreementText, Party
from janji.documents.official import rupiah
from janji.kit import telling

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that reads otherwise; a side where it is not there at all is `–`."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Section:
    """Changes of one sort."""

    title: str
    rows: Sequence[Changed]


def corrections(read: AgreementText, stored: AgreementText) -> list[Changed]:
    """What a person made of a reading otherwise; no query.

    Indicators are the same by their place while none was added or taken away.
    """
    keys = range(len(read.indicators))
    kept = keys if len(keys) == len(stored.indicators) else ()
    return [
        Changed(telling.label(name), *(telling.said(one) for one in said))
        for name, *said in saying.differing(read, stored, keys, kept)
    ]


def compared(before: Agreement, after: Agreement) -> list[Section]:
    """Every difference between two agreements; as many queries as reading both."""
    rows = [queries.target_rows(one) for one in (before, after)]
    texts = [
        queries.agreement_text(one, [row.target for row in of])
        for one, of in zip((before, after), rows, strict=True)
    ]
    by_indicator = [{row.target.indicator_version.indicator_id: row for row in of} for of in rows]
    found = [
        Section("Naskah", list(_statement(*texts))),
        Section("Sasaran", list(_objectives(*texts))),
        Section("Indikator", list(_indicators(*by_indicator))),
        Section("Target", list(_targets(*by_indicator))),
        Section("Program dan anggaran", list(_budget(*texts))),
    ]
    return [one for one in found if one.rows]


Rows = Mapping[int, queries.TargetRow]


def _pair(label: str, before: object, after: object) -> Iterator[Changed]:
    if before != after:
        yield Changed(label, str(before or NOTHING), str(after or NOTHING))


def _statement(before: AgreementText, after: AgreementText) -> Iterator[Changed]:
    yield from _pair("Tempat", before.place, after.place)
    yield from _pair("Waktu penandatanganan", before.date_text, after.date_text)
    yield from _party("Pihak Pertama", before.first_party, after.first_party)
    yield from _party("Pihak Kedua", before.second_party, after.second_party)


_OF_PARTY = {"name": "nama", "position": "jabatan", "rank": "pangkat", "nip": "NIP"}


def _party(who: str, before: Party, after: Party) -> Iterator[Changed]:
    for field in fields(Party):
        label = f"{who}: {_OF_PARTY[field.name]}"
        yield from _pair(label, getattr(before, field.name), getattr(after, field.name))


def _objectives(before: AgreementText, after: AgreementText) -> Iterator[Changed]:
    old, new = [[one.text for one in text.objectives] for text in (before, after)]
    yield from (Changed("Dihapus", one, NOTHING) for one in old if one not in new)
    yield from (Changed("Baru", NOTHING, one) for one in new if one not in old)


_OF_VERSION = {
    "text": "bunyi",
    "formula_text": "formulasi",
    "data_source": "sumber data",
    "notes": "keterangan",
    "owner": "penanggung jawab data",
}


def _indicators(before: Rows, after: Rows) -> Iterator[Changed]:
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            label = "Baru" if old is None else "Dihapus"
            yield Changed(label, _words(old), _words(new))
            continue
        for name, called in _OF_VERSION.items():
            said = [getattr(one.target.indicator_version, name) for one in (old, new)]
            yield from _pair(f"{_words(new)}: {called}", *said)
        if old.target.indicator_version_id != new.target.indicator_version_id:
            yield Changed(f"{_words(new)}: realisasi", "tercatat", "tidak ikut, diukur kembali")


def _words(row: queries.TargetRow | None) -> str:
    return row.target.indicator_version.text if row else NOTHING


def _targets(before: Rows, after: Rows) -> Iterator[Changed]:
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        yield from _pair(_words(new), _promise(old.target), _promise(new.target))
        yield from _pair(f"{_words(new)}: TW I – IV", path(old.plan), path(new.plan))


def _promise(target: Target) -> str:
    return target.raw or NOTHING


def _budget(before: AgreementText, after: AgreementText) -> Iterator[Changed]:
    old, new = [{one.name: one.amount for one in text.programmes} for text in (before, after)]
    for name in dict.fromkeys([*old, *new]):
        said = [rupiah(of[name]) if name in of else NOTHING for of in (old, new)]
        yield from _pair(name, *said)
    totals = [rupiah(text.total.computed) for text in (before, after)]
    yield from _pair("Jumlah", *totals)
