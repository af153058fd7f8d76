"""The programme table of an agreement beside the office's approved budget.

Source: sakip-rules 11b: the table is the sum of the document's sub-activities, with no tolerance.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from janji.agreements.models import Agreement
from janji.budgets import queries as budgets
from janji.core.agreement import AgreementText, ProgrammeLine, Total, budget_sum
from janji.core.numbers import written_exactly
from janji.core.refusals import Problem


def has_budget(agreement: Agreement) -> bool:
    """Whether a budget of the agreement's year is approved; one query."""
    return budgets.standing_document(agreement.org_unit, agreement.year) is not None


def approved_on(agreement: Agreement) -> date | None:
    """The day the year's first budget was approved, to propose for the deadline; one query."""
    return budgets.approved_on(agreement.org_unit, agreement.year)


def with_budget(agreement: Agreement, text: AgreementText) -> AgreementText:
    """The text with the programmes of the approved budget; unchanged where there is none."""
    sums = budgets.programme_sums(agreement.org_unit, agreement.year)
    if not sums:
        return text
    programmes = tuple(ProgrammeLine(one.name, one.amount) for one in sums)
    total = budget_sum(programmes)
    return replace(text, programmes=programmes, total=Total(total, total))


def differences(agreement: Agreement, text: AgreementText) -> tuple[Problem, ...]:
    """Where the table says something else than the approved budget; none while there is no budget.

    Programmes are known by their names, whatever their capitals and blanks. Three queries, one
    where no budget is approved.
    """
    return tuple(_differences(agreement, text))


def _differences(agreement: Agreement, text: AgreementText) -> Iterator[Problem]:
    sums = budgets.programme_sums(agreement.org_unit, agreement.year)
    if not sums:
        return
    budget = {_plain(one.name): one for one in sums}
    promised = {_plain(line.name): place for place, line in enumerate(text.programmes)}
    for name, one in budget.items():
        if name not in promised:
            facts = {"programme": one.name, "amount": written_exactly(one.amount)}
            yield Problem("programme-missing", "programmes", facts)
    for place, line in enumerate(text.programmes):
        where, found = f"programmes[{place}]", budget.get(_plain(line.name))
        if found is None:
            yield Problem("programme-not-budgeted", where, {"programme": line.name})
        elif line.amount is not None and line.amount != found.amount:
            yield Problem(
                "programme-amount-differs",
                where,
                {
                    "programme": line.name,
                    "promised": written_exactly(line.amount),
                    "budgeted": written_exactly(found.amount),
                },
            )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
