"""Who may ask how the server is. The figures ask for a token of their own."""

from janji.orgs.gate import PUBLIC

POLICIES = {
    "alive": PUBLIC.page(),
    "ready": PUBLIC.page(),
    "figures": PUBLIC.page(),
}
