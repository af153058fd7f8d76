"""What stands around every page: the office, the year, the places, the person."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """The context of the shell."""
    return {"shell": {"signed_in": request.user.is_authenticated, "theme": "light"}}
