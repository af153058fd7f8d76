"""Whether a signed paper is genuine may be asked by everyone (`orgs.gate`)."""

from janji.orgs.gate import PUBLIC

POLICIES = {
    "find": PUBLIC.form(),
    "paper": PUBLIC.form(),
}
