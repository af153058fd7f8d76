"""What a view receives once someone is signed in."""

from django.http import HttpRequest

from janji.orgs.models import User


class SignedInRequest(HttpRequest):
    """What a view gets unless it is marked public: someone is signed in."""

    user: User
