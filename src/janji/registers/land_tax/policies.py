"""Who may keep the land tax of villages (`orgs.gate`)."""

from janji.orgs.gate import HERE, row
from janji.orgs.roles import Permission

KEEP, CHECK = Permission.KEEP_RECORDS, Permission.CHECK_RECORDS
TAX_YEAR, RECAP, BILL = row("land_tax.TaxYear"), row("land_tax.Recap"), row("land_tax.Bill")

POLICIES = {
    "ranking": HERE.page(),
    "paper": HERE.page(),
    "week": HERE.form(KEEP),
    "assessments": HERE.form(CHECK),
    "bills": HERE.page(),
    "codes": HERE.page(change=CHECK),
    "collectors": HERE.page(),
    "deposit": HERE.deed(KEEP),
    "new-money": HERE.form(KEEP),
    "penalty": HERE.page(),
    "village": TAX_YEAR.page(),
    "correct-assessment": TAX_YEAR.form(CHECK),
    "reverse": TAX_YEAR.form(KEEP),
    "mode": TAX_YEAR.form(CHECK),
    "new-bill": TAX_YEAR.form(KEEP),
    "recap": RECAP.page(change=KEEP),
    "bill": BILL.page(),
    "pay": BILL.form(KEEP),
    "correct-bill": BILL.form(KEEP),
    "deliver-bill": BILL.form(KEEP),
    "decide-bill": BILL.form(CHECK),
    "withdraw-payment": row("land_tax.Payment").form(KEEP),
    "end-code": row("land_tax.TaxCode").form(CHECK),
    "withdraw-money": row("land_tax.CollectorMoney").form(KEEP),
}
