"""Pages of the account that nobody is led to on purpose: ours too."""

import pytest


@pytest.mark.parametrize("reader", ["visitor", "member"])
@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("inactive/", 200, "This account is closed"),
        ("password/reset/done/", 200, "Your new password"),
        ("3rdparty/", 404, "Nothing here that you can open"),
        ("3rdparty/login/error/", 404, "Nothing here that you can open"),
        ("social/signup/", 404, "Nothing here that you can open"),
    ],
)
def test_no_page_speaks_in_words_that_are_not_ours(clients, reader, path, status, heading):
    response = clients[reader].get(f"/accounts/{path}")

    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.content.decode()
