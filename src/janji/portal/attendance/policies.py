"""A forum's page for those who are there is opened by its key; nobody signs in (`orgs.gate`)."""

from janji.orgs.gate import PUBLIC

POLICIES = {
    "arrive": PUBLIC.form(),
    "thanks": PUBLIC.page(),
}
