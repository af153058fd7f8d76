"""What a signed paper is may be asked by anyone who holds it (`orgs.gate`)."""

from janji.orgs.gate import PUBLIC

POLICIES = {
    "find": PUBLIC.form(),
    "paper": PUBLIC.form(),
}
