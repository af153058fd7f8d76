"""What a view receives and answers."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


class SignedInRequest(HttpRequest):
    """What a view gets unless it is marked public: someone is signed in."""

    user: "AbstractUser"  # type: ignore[assignment]


def is_swap(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"
