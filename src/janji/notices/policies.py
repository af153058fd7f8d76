"""What one is told is one's own, and nobody else's (`orgs.gate`)."""

from janji.orgs.gate import SIGNED_IN, Own

POLICIES = {
    "notices": SIGNED_IN.page(),
    "read-all": SIGNED_IN.deed(),
    "mail": SIGNED_IN.form(),
    "open": Own("notices.ReceivedNotice", "user").deed(),
}
