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


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/admin/pages/", "/admin/pages/"),
        ("", "/admin/"),
        ("'--", "/admin/"),
        ("lessons:new", "/admin/"),
        ("//evil.example", "/admin/"),
        ("https://evil.example/", "/admin/"),
    ],
)
def test_an_editor_who_is_signed_in_is_led_on_within_the_site(clients, asked, led_to):
    response = clients["staff"].get("/accounts/editors/", {"next": asked})

    assert (response.status_code, response["Location"]) == (302, led_to)


def test_who_may_not_edit_finds_no_door_to_the_editors(clients):
    assert clients["member"].get("/accounts/editors/", {"next": "'--"}).status_code == 404
