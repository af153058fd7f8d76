"""The editor of a whole agreement: many small forms on one page, and the text they make.

It serves the review of a read document, a new draft, and the changing of a draft. Rows are
added by the server, so that it works without JavaScript.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any, TypeVar

from django import forms

from janji.agreements.forms import IndicatorForm, ObjectiveForm, ProgrammeForm, StatementForm
from janji.core import agreement as paper
from janji.core.refusals import Refused
from janji.core.targets import read_target
from janji.kit.conflicts import EMPTY, Difference, differences, plainly, under

Beside = tuple[str, forms.Form | None, forms.Form | None]
F = TypeVar("F", bound=forms.Form)
T = TypeVar("T")

_WHERE = re.compile(
    r"(?:objectives\[(?P<objective>\d+)\](?:\.indicators\[(?P<indicator>\d+)\])?"
    r"|programmes\[(?P<programme>\d+)\]|(?P<role>first|second)_party)?"
    r"\.?(?P<part>[a-z_]+)?(?:\..*)?"
)
_FIELDS = {"target": "target_raw", "total": "printed_total"}
_PARTS = {"target_raw": "target", "unit": "target.unit", "printed_total": "total"}
"""Parts of a text by their fields, where they are called otherwise."""


@dataclass(frozen=True, slots=True)
class ObjectiveBlock:
    """An objective's form with the forms of its indicators."""

    place: int
    form: ObjectiveForm
    indicators: list[IndicatorForm]


class AgreementEditor:
    """All forms of an agreement's text.

    The hidden field `rows` tells how many indicators each objective has and how many
    programmes there are: `1,2,6;3`.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        initial: dict[str, Any],
        rows: list[int],
        programmes: int,
    ) -> None:
        self.statement = StatementForm(data, initial=initial, prefix="n")
        self.objectives = [
            ObjectiveBlock(
                place,
                ObjectiveForm(data, initial=initial.get(f"s{place}"), prefix=f"s{place}"),
                [
                    IndicatorForm(
                        data, initial=initial.get(f"s{place}i{order}"), prefix=f"s{place}i{order}"
                    )
                    for order in range(count)
                ],
            )
            for place, count in enumerate(rows)
        ]
        self.programmes = [
            ProgrammeForm(data, initial=initial.get(f"p{order}"), prefix=f"p{order}")
            for order in range(programmes)
        ]

    @classmethod
    def from_text(
        cls, text: paper.AgreementText, keys: list[int] | None = None
    ) -> "AgreementEditor":
        """The editor filled with a text; `keys` are the targets its indicators are now."""
        initial: dict[str, Any] = _statement_initial(text)
        remaining = iter(keys or [])
        for place, objective in enumerate(text.objectives):
            initial[f"s{place}"] = {"number": objective.number, "text": objective.text}
            for order, indicator in enumerate(objective.indicators):
                initial[f"s{place}i{order}"] = _indicator_initial(indicator, next(remaining, None))
        for order, line in enumerate(text.programmes):
            initial[f"p{order}"] = {"name": line.name, "amount": line.amount}
        rows = [len(objective.indicators) for objective in text.objectives]
        return cls(None, initial, rows, len(text.programmes))

    @classmethod
    def from_post(cls, data: Mapping[str, Any]) -> "AgreementEditor":
        """The editor as sent, with one more row where a button asked for it.

        Refuses with `too-many-rows` more than an agreement may have.
        """
        rows, programmes = _read_rows(str(data.get("rows", "")))
        asked = str(data.get("add", ""))
        if not asked:
            return cls(data, {}, rows, programmes)
        sent = cls(data, {}, rows, programmes)
        if asked == "objective":
            rows.append(1)
        elif asked == "programme":
            programmes += 1
        elif asked.isdigit() and int(asked) < len(rows):
            rows[int(asked)] += 1
        # Whoever asks for one more row is not done yet: what was typed stays, nothing is judged.
        _require_few(rows, programmes)
        return cls(None, _as_sent(sent), rows, programmes)

    def field_at(self, where: str) -> forms.BoundField | None:
        """The field that a path into the agreement's text, such as a problem's, is about."""
        found = _WHERE.fullmatch(where)
        if found is None:
            return None
        part = found["part"] or ""
        form: forms.Form | None = self.statement
        if found["role"]:
            part = f"{found['role']}_{part or 'name'}"
        elif found["programme"]:
            form, part = _at(self.programmes, found["programme"]), part or "amount"
        elif found["objective"]:
            block = _at(self.objectives, found["objective"])
            form, part = block.form if block else None, part or "text"
            if block and found["indicator"]:
                form = _at(block.indicators, found["indicator"])
        name = _FIELDS.get(part, part)
        return form[name] if form and name in form.fields else None

    def paths(self) -> Iterator[tuple[str, forms.BoundField]]:
        """Every field that says something of the text, with its path."""
        for bound in self.statement:
            role, _, part = bound.name.partition("_")
            of_party = role in {"first", "second"}
            name = f"{role}_party.{part}" if of_party else _PARTS.get(bound.name, bound.name)
            yield name, bound
        for path, form in self._rows():
            for bound in form.visible_fields():
                if bound.name != "remove":
                    yield f"{path}.{_PARTS.get(bound.name, bound.name)}", bound

    def _rows(self) -> Iterator[tuple[str, forms.Form]]:
        for block in self.objectives:
            path = f"objectives[{block.place}]"
            yield path, block.form
            for order, form in enumerate(block.indicators):
                yield f"{path}.indicators[{order}]", form
        for order, line in enumerate(self.programmes):
            yield f"programmes[{order}]", line

    def moved(self) -> dict[str, str]:
        """For each row that stays, by its path in the text as it is stored, the path it has here."""
        found: dict[str, str] = {}
        for place, block in enumerate(self._kept_objectives()):
            now, here = f"objectives[{place}]", f"objectives[{block.place}]"
            found[now] = here
            kept = [order for order, one in enumerate(block.indicators) if not _is_removed(one)]
            for order, before in enumerate(kept):
                found[f"{now}.indicators[{order}]"] = f"{here}.indicators[{before}]"
        stay = [order for order, one in enumerate(self.programmes) if not _is_removed(one)]
        return found | {
            f"programmes[{order}]": f"programmes[{before}]" for order, before in enumerate(stay)
        }

    @property
    def rows(self) -> str:
        """What the hidden field says."""
        counts = ",".join(str(len(block.indicators)) for block in self.objectives)
        return f"{counts};{len(self.programmes)}"

    @property
    def forms(self) -> Iterator[forms.Form]:
        """Every form that counts: rows marked for removal do not."""
        yield self.statement
        for block in self._kept_objectives():
            yield block.form
            yield from _kept(block.indicators)
        yield from _kept(self.programmes)

    def is_valid(self) -> bool:
        """Whether every form that counts is well filled."""
        verdicts = [form.is_valid() for form in self.forms]
        return all(verdicts)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """All errors with the field's id and label, for the summary on top."""
        return [
            (bound.id_for_label, str(bound.label), " ".join(map(str, bound.errors)))
            for form in self.forms
            for bound in form
            if bound.errors
        ]

    def differences(self, now: "AgreementEditor") -> Iterator[Difference]:
        """Where the sent text says something else than the agreement as it stands."""
        yield from differences(self.statement, now.statement, called=_of_statement)
        for about, typed, stands in self._beside(now):
            if typed and stands:
                yield from differences(typed, stands, called=under(about))
            elif typed or stands:
                yield Difference(about, _words(stands), _words(typed))

    def _beside(self, now: "AgreementEditor") -> Iterator[Beside]:
        """Rows as sent beside rows as they stand: indicators by their target, others by their place."""
        sent = {block.place: block for block in self._kept_objectives()}
        stand = {block.place: block for block in now.objectives}
        for place in sorted(sent.keys() | stand.keys()):
            typed, stands = sent.get(place), stand.get(place)
            yield (
                f"Sasaran {place + 1}",
                typed.form if typed else None,
                stands.form if stands else None,
            )
        mine, theirs = _by_target(sent.values()), _by_target(stand.values())
        for key in [*theirs, *(key for key in mine if key not in theirs)]:
            typed_row, row = mine.get(key), theirs.get(key)
            yield f"Indikator “{_words(row or typed_row)}”", typed_row, row
        lines = zip_longest(
            (None if _is_removed(form) else form for form in self.programmes), now.programmes
        )
        for place, (line, stands_line) in enumerate(lines, start=1):
            yield f"Program {place}", line, stands_line

    def text(self, *, year: int, revision: int, org_unit: str) -> paper.AgreementText:
        """The agreement's text as the forms now say; call after `is_valid`."""
        programmes = tuple(
            paper.ProgrammeLine(form.cleaned_data["name"], form.cleaned_data["amount"])
            for form in _kept(self.programmes)
        )
        fields = self.statement.cleaned_data
        printed: Decimal | None = fields["printed_total"]
        return paper.AgreementText(
            year=year,
            revision=revision,
            org_unit=org_unit,
            place=fields["place"] or None,
            date_text=fields["date_text"] or None,
            first_party=_party(fields, "first"),
            second_party=_party(fields, "second"),
            objectives=tuple(_objective(block) for block in self._kept_objectives()),
            programmes=programmes,
            total=paper.Total(printed, paper.budget_sum(programmes)),
        )

    def kept(self) -> list[int | None]:
        """For each indicator in order, the target it was before; call after `is_valid`."""
        return [
            form.cleaned_data["key"]
            for block in self._kept_objectives()
            for form in _kept(block.indicators)
        ]

    def _kept_objectives(self) -> list[ObjectiveBlock]:
        return [block for block in self.objectives if not _is_removed(block.form)]


def _of_statement(bound: forms.BoundField) -> str:
    """Both parties have a name; the form's page says above whose it is."""
    party = {"first": "Pihak Pertama", "second": "Pihak Kedua"}.get(bound.name.partition("_")[0])
    return under(party)(bound) if party else plainly(bound)


def _words(form: forms.Form | None) -> str:
    """What a row says above all."""
    if form is None:
        return "tidak ada"
    return str(form["name" if "name" in form.fields else "text"].value() or EMPTY)


def _by_target(blocks: Iterable[ObjectiveBlock]) -> dict[str, forms.Form]:
    """Indicators by the target they are; a new one by its field."""
    kept = [form for block in blocks for form in _kept(block.indicators)]
    return {str(form["key"].value() or form.prefix): form for form in kept}


def _at(rows: list[T], place: str) -> T | None:
    return rows[int(place)] if int(place) < len(rows) else None


def _as_sent(editor: AgreementEditor) -> dict[str, Any]:
    """What every form was sent, as starting values of a form that judges nothing yet."""
    initial = _sent_by(editor.statement)
    for place, block in enumerate(editor.objectives):
        initial[f"s{place}"] = _sent_by(block.form)
        for order, form in enumerate(block.indicators):
            initial[f"s{place}i{order}"] = _sent_by(form)
    return initial | {f"p{order}": _sent_by(form) for order, form in enumerate(editor.programmes)}


def _sent_by(form: forms.Form) -> dict[str, Any]:
    return {name: form.data.get(form.add_prefix(name)) for name in form.fields}


def _is_removed(form: forms.Form) -> bool:
    return form.is_bound and bool(form.data.get(form.add_prefix("remove")))


def _kept(rows: list[F]) -> list[F]:
    return [form for form in rows if not _is_removed(form)]


def _read_rows(text: str) -> tuple[list[int], int]:
    counts, _, programmes = text.partition(";")
    rows = [_count(said) for said in counts.split(",")] if counts else []
    _require_few(rows, read := _count(programmes))
    return rows, read


def _count(text: str) -> int:
    """A count as the page itself sends it; anything else counts nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _require_few(rows: list[int], programmes: int) -> None:
    if max(len(rows), sum(rows), programmes) > paper.MOST_ROWS:
        raise Refused("too-many-rows", most=paper.MOST_ROWS)


def _statement_initial(text: paper.AgreementText) -> dict[str, Any]:
    initial: dict[str, Any] = {
        "place": text.place,
        "date_text": text.date_text,
        "printed_total": text.total.printed,
    }
    for role, party in (("first", text.first_party), ("second", text.second_party)):
        initial |= {
            f"{role}_name": party.name,
            f"{role}_position": party.position,
            f"{role}_rank": party.rank,
            f"{role}_nip": party.nip,
        }
    return initial


def _indicator_initial(indicator: paper.IndicatorText, key: int | None) -> dict[str, Any]:
    return {
        "key": key,
        "number": indicator.number,
        "text": indicator.text,
        "formula_text": indicator.formula_text,
        "accumulation": indicator.accumulation or "",
        "data_source": indicator.data_source,
        "notes": indicator.notes,
        "target_raw": indicator.target.raw if indicator.target else None,
        "unit": _unit_beside(indicator.target) if indicator.target else None,
    }


def _unit_beside(target: paper.TargetText) -> str | None:
    """The unit where the target's own words do not say it, as from a column of units."""
    written = read_target(target.raw).unit_of_measure
    return None if written == target.unit_of_measure else target.unit_of_measure


def _party(fields: Mapping[str, Any], role: str) -> paper.Party:
    return paper.Party(
        name=fields[f"{role}_name"] or None,
        position=fields[f"{role}_position"] or None,
        nip=fields[f"{role}_nip"],
        rank=fields[f"{role}_rank"] or None,
    )


def _objective(block: ObjectiveBlock) -> paper.ObjectiveText:
    fields = block.form.cleaned_data
    indicators = tuple(_indicator(form) for form in _kept(block.indicators))
    return paper.ObjectiveText(fields["number"] or None, fields["text"], indicators)


def _indicator(form: IndicatorForm) -> paper.IndicatorText:
    fields = form.cleaned_data
    return paper.IndicatorText(
        number=fields["number"] or None,
        text=fields["text"],
        formula_text=fields["formula_text"] or None,
        accumulation=fields["accumulation"],
        data_source=fields["data_source"] or None,
        notes=fields["notes"] or None,
        target=form.target(),
    )
