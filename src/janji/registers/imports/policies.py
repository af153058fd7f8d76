"""Who may bring a spreadsheet into a register: whoever that register says (`orgs.gate`)."""

from dataclasses import dataclass

from janji.orgs.gate import Asked, Here, Needs, Row
from janji.orgs.roles import Permission
from janji.registers.imports.layouts import layouts
from janji.registers.imports.models import Batch

KEEPERS = (
    Permission.KEEP_RECORDS,
    Permission.SERVE_COUNTER,
    Permission.ENTER_SURVEY,
    Permission.KEEP_BUDGET,
)
"""What registers ask for; which of it, each says itself."""


def _of_register(register: str, needs: Needs) -> Needs:
    layout = layouts().get(register)
    return frozenset({layout.permission}) if layout else needs


@dataclass(frozen=True, slots=True, kw_only=True)
class IntoRegister(Here):
    """A register of an office, as the address calls both."""

    def narrowed(self, asked: Asked, needs: Needs) -> Needs:
        """What this register asks for."""
        return _of_register(asked.kwargs["register"], needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBatch(Row):
    """A sheet on its way into a register."""

    def narrowed(self, asked: Asked, needs: Needs) -> Needs:
        """What the register of this sheet asks for; one query."""
        found = Batch.objects.filter(pk=asked.kwargs["pk"]).values_list("register", flat=True)
        return _of_register(found[0], needs)


BRING, BATCH = IntoRegister(), OfBatch(model="imports.Batch", state="state")

POLICIES = {
    "bring": BRING.page(change=KEEPERS),
    "template": BRING.page(),
    "batch": BATCH.page(),
    "problems": BATCH.page(),
    "store": BATCH.deed(*KEEPERS),
    "discard": BATCH.deed(*KEEPERS),
}
