"""Everything that changes the land tax register."""

from janji.core.land_tax import Recap as RecapFigures
from janji.registers.land_tax.actions.collectors import (
    MoneyText,
    record_money,
    withdraw_money,
)
from janji.registers.land_tax.actions.objects import (
    add_bill,
    choose_mode,
    correct_bill,
    decide_bill,
    deliver_bill,
    end_code,
    record_code,
)
from janji.registers.land_tax.actions.payments import (
    deposit_payments,
    record_payment,
    withdraw_payment,
)
from janji.registers.land_tax.actions.recaps import (
    AssessmentFigures,
    Line,
    correct_assessment,
    correct_recap,
    open_tax_years,
    record_week,
    reverse_recaps,
)
from janji.registers.land_tax.intake import BillText, PaymentText

__all__ = [
    "AssessmentFigures",
    "BillText",
    "Line",
    "MoneyText",
    "PaymentText",
    "RecapFigures",
    "add_bill",
    "choose_mode",
    "correct_assessment",
    "correct_bill",
    "correct_recap",
    "decide_bill",
    "deliver_bill",
    "deposit_payments",
    "end_code",
    "open_tax_years",
    "record_code",
    "record_money",
    "record_payment",
    "record_week",
    "reverse_recaps",
    "withdraw_money",
    "withdraw_payment",
]
