"""What we know about somebody, as data to take away. Rooms register what they keep."""

from collections.abc import Callable

Export = Callable[[object], object]
_exports: dict[str, Export] = {}


def exports(name: str, export: Export) -> None:
    """Add what `export(user)` gives, as JSON can hold it, to everybody's own data under `name`."""
    _exports[name] = export


def own_data(user) -> dict:
    """All that the rooms keep about `user`, by room."""
    return {name: export(user) for name, export in _exports.items()}


def account_of(user) -> dict:
    return {
        "email": user.email,
        "name": user.name,
        "role": user.role,
        "affiliation": user.affiliation,
        "affiliation_approved": user.affiliation_approved,
        "joined": user.date_joined,
        "agreed_to_rules_and_privacy": user.agreed,
        "last_sign_in": user.last_login,
        "other_addresses": list(user.emailaddress_set.filter(primary=False).values("email", "verified")),
        "second_step": list(user.authenticator_set.values("type", "created_at", "last_used_at")),
    }
