"""A survey is answered, and its result read, by everyone (`orgs.gate`)."""

from janji.orgs.gate import PUBLIC

POLICIES = {
    "invitation": PUBLIC.page(),
    "kiosk": PUBLIC.page(),
    "office": PUBLIC.page(),
    "start": PUBLIC.page(),
    "question": PUBLIC.form(),
    "finish": PUBLIC.form(),
    "thanks": PUBLIC.page(),
    "result": PUBLIC.page(),
    "poster": PUBLIC.page(),
}
