"""Who may manage offices, people and accounts (`orgs.gate`)."""

from janji.orgs.gate import ACCOUNT, EVERYWHERE, HERE, PUBLIC, SIGNED_IN, SOMEWHERE, row
from janji.orgs.roles import Permission

ACCOUNTS, ORGS = Permission.MANAGE_ACCOUNTS, Permission.MANAGE_ORGS

POLICIES = {
    "sign-in": PUBLIC.form(),
    "sign-out": SIGNED_IN.deed(),
    "change-password": SIGNED_IN.form(),
    "settings": SIGNED_IN.page(),
    "offices": SIGNED_IN.page(),
    "new-office": SOMEWHERE.form(ORGS),
    "office": HERE.page(),
    "edit-office": HERE.form(ORGS),
    "delegations": HERE.page(change=Permission.DELEGATE),
    "end-delegation": row("orgs.RoleAssignment").deed(Permission.DELEGATE),
    "new-position": HERE.form(ORGS),
    "appoint": row("orgs.Position").form(ORGS),
    "accounts": SOMEWHERE.page(ACCOUNTS),
    "new-account": SOMEWHERE.form(ACCOUNTS),
    "account": ACCOUNT.form(ACCOUNTS),
    "reset-password": ACCOUNT.deed(ACCOUNTS),
    "switch-account": ACCOUNT.deed(ACCOUNTS),
    "end-role": row("orgs.RoleAssignment", hidden=True).deed(ACCOUNTS),
    "regions": SIGNED_IN.page(),
    "history": SOMEWHERE.page(Permission.SEE_HISTORY),
    "chain-end": EVERYWHERE.page(Permission.SEE_HISTORY),
}
