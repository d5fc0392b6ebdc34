from .models import System


def systems_of(user) -> list[dict]:
    """The cards that `user` described."""
    return [
        {
            "address": system.get_absolute_url(),
            "title": system.title,
            "text": system.body,
            "not_again": system.not_again,
            "readers": system.audience,
        }
        for system in System.objects.filter(author=user).order_by("pk")
    ]
