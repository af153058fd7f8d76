"""Who is signed in. The name of this module is Django's."""

from functools import cache

from django.contrib.auth.backends import ModelBackend

from janji.kit.statements import KEY, Statement
from janji.orgs.models import User


class AccountBackend(ModelBackend):
    """Django's own, which asks for the account of every request with a statement composed once."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, unless it is gone or closed; one query."""
        found = _account().ask(user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


@cache
def _account() -> Statement[User]:
    return Statement(User.objects.filter(pk=KEY))
