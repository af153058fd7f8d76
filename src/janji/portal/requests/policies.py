"""A request is followed by its number and code; nobody signs in (`orgs.gate`)."""

from janji.orgs.gate import PUBLIC

POLICIES = {
    "follow": PUBLIC.form(),
    "complain": PUBLIC.deed(),
}
